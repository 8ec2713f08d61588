using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class UpstreamCredentialsSection : Section<UpstreamCredentials>
{
    private static readonly ConfigurationKeyOf<SecretValue> Bearer = ConfigurationKeyOf<SecretValue>.Optional(
        "bearer",
        Kinds.Secret,
        "A token, sent as `Authorization: Bearer`.",
        "{ env: BILLING_TOKEN }"
    );

    private static readonly ConfigurationKeyOf<UpstreamCredentials> Basic =
        ConfigurationKeyOf<UpstreamCredentials>.Optional(
            "basic",
            new UpstreamBasicSection(),
            "A user and password, sent as `Authorization: Basic`.",
            "{ user: gatehouse, password: { file: ./password } }"
        );

    public override string Title => "upstreams.NAME.credentials";

    public override string Doc => "What an upstream asks of the gateway: exactly one of the keys.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } = [Bearer, Basic];

    protected override UpstreamCredentials Bind(SectionReading reading)
    {
        if (reading.Has(Bearer) == reading.Has(Basic))
        {
            reading.Error(
                reading.Has(Basic) ? Basic : Bearer,
                "credentials-not-one",
                $"`{reading.Place.Path}` must have one key, bearer or basic.",
                $"For example `bearer: {Bearer.Example}`."
            );
        }

        return reading.Find(Basic)
            ?? new UpstreamCredentials(User: null, reading.Find(Bearer) ?? SecretValue.Missing("", ""));
    }
}
