using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class UpstreamBasicSection : Section<UpstreamCredentials>
{
    private static readonly ConfigurationKeyOf<string> User = ConfigurationKeyOf<string>.Required(
        "user",
        Kinds.Text,
        "",
        "The user name, without colon.",
        "gatehouse"
    );

    private static readonly ConfigurationKeyOf<SecretValue> Password = ConfigurationKeyOf<SecretValue>.Required(
        "password",
        Kinds.Secret,
        SecretValue.Missing("", ""),
        "The password.",
        "{ file: ./password }"
    );

    public override string Title => "upstreams.NAME.credentials.basic";

    public override string Doc => "A user and password for an upstream (RFC 7617).";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } = [User, Password];

    protected override UpstreamCredentials Bind(SectionReading reading)
    {
        var user = reading.Get(User);
        if (user.Contains(':', StringComparison.Ordinal))
        {
            reading.Error(
                User,
                "basic-colon",
                $"`{reading.PathOf(User)}` has a colon, which Basic takes for the end of the name (RFC 7617 section 2)."
            );
        }

        return new UpstreamCredentials(user, reading.Get(Password));
    }
}
