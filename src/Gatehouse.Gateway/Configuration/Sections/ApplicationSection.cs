using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class ApplicationSection : Section<ApplicationConfiguration>
{
    private static readonly ConfigurationKeyOf<string> Id = ConfigurationKeyOf<string>.Required(
        "id",
        Kinds.Name,
        "",
        "Its `client_id`.",
        "mobile"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> RedirectUris = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.Required(
        "redirect-uris",
        new ListKind<string>(new RedirectUriKind(), mayBeEmpty: false),
        [],
        "Where codes may be sent, compared byte for byte.",
        "[com.example.app:/cb]"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> Scopes = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.WithDefault("scopes", Kinds.Scopes, [], "The scopes that it may ask for.", "[orders:read]");

    public override string Title => "applications[]";

    public override string Doc => "An OAuth client of the gateway's own tokens.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } = [Id, RedirectUris, Scopes];

    protected override ApplicationConfiguration Bind(SectionReading reading) =>
        new()
        {
            Id = reading.Get(Id),
            RedirectUris = reading.Get(RedirectUris),
            Scopes = reading.Get(Scopes),
            Location = reading.LocationOf(Id),
        };
}
