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

    private static readonly ConfigurationKeyOf<string> Name = ConfigurationKeyOf<string>.Optional(
        "name",
        Kinds.Text,
        "What people are told it is called.",
        "Example for phones",
        "its id"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> RedirectUris = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.WithDefault(
        "redirect-uris",
        new ListKind<string>(new RedirectUriKind(), mayBeEmpty: false),
        [],
        "Where codes may be sent, compared byte for byte; one of a loopback address without port is good for every port.",
        "[com.example.app:/cb]"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> Scopes = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.WithDefault("scopes", Kinds.Scopes, [], "The scopes that it may ask for.", "[orders:read]");

    private static readonly ConfigurationKeyOf<SecretValue> Secret = ConfigurationKeyOf<SecretValue>.Optional(
        "client-secret",
        Kinds.Secret,
        "The secret by which it proves who it is. A program that people install can keep none: leave it out.",
        "{ env: REPORTS_SECRET }",
        "none"
    );

    private static readonly ConfigurationKeyOf<string> KeySetFile = ConfigurationKeyOf<string>.Optional(
        "jwks-file",
        new FileKind(),
        "The file of the public keys with which it signs who it is (`private_key_jwt`, RFC 7523).",
        "reports-jwks.json",
        "none"
    );

    private static readonly ConfigurationKeyOf<string> User = ConfigurationKeyOf<string>.Optional(
        "user",
        Kinds.Text,
        "The user as whom it acts by itself (`client_credentials`).",
        "reports",
        "it acts for people alone"
    );

    public override string Title => "applications[]";

    public override string Doc => "An OAuth client of the gateway's own tokens.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } =
    [Id, Name, RedirectUris, Scopes, Secret, KeySetFile, User];

    protected override ApplicationConfiguration Bind(SectionReading reading)
    {
        ApplicationConfiguration application = new()
        {
            Id = reading.Get(Id),
            Name = reading.Find(Name),
            RedirectUris = reading.Get(RedirectUris),
            Scopes = reading.Get(Scopes),
            Secret = reading.Find(Secret),
            KeySetFile = reading.Find(KeySetFile),
            User = CanonicalUser(reading),
            Location = reading.LocationOf(Id),
        };
        if (!reading.Has(RedirectUris) && !reading.Has(User))
        {
            reading.Error(
                Id,
                "application-useless",
                $"`{reading.Place.Path}` has neither `redirect-uris`, to which people's codes are sent, nor `user`, as whom it acts by itself.",
                "Add one of the two."
            );
        }

        if (application.User is not null && application.IsPublic)
        {
            reading.Error(
                User,
                "application-unproved",
                $"`{reading.PathOf(User)}` lets it act as a user, and it has nothing to prove who it is with.",
                "Add `client-secret` or `jwks-file`."
            );
        }

        if (application.Id.StartsWith("k_", StringComparison.Ordinal))
        {
            reading.Error(
                Id,
                "application-id-reserved",
                $"`{reading.PathOf(Id)}` begins as the ids of keys do, which are clients too.",
                "Choose an id that does not begin with k_."
            );
        }

        return application;
    }

    private static string? CanonicalUser(SectionReading reading)
    {
        if (reading.Find(User) is not { } name)
        {
            return null;
        }

        if (Decisions.Users.UserName.TryCanonicalise(name, out var canonical))
        {
            return canonical;
        }

        reading.Error(User, "user-invalid", $"`{reading.PathOf(User)}` is no name that a user can have.");
        return null;
    }
}
