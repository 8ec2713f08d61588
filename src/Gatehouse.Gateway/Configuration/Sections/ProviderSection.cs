using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class ProviderSection : Section<ProviderConfiguration>
{
    private static readonly ProviderConfiguration Default = new() { Name = "", Type = ProviderType.Introspection };

    private static readonly ConfigurationKeyOf<ProviderType> Type = ConfigurationKeyOf<ProviderType>.Required(
        "type",
        new ChoiceKind<ProviderType>(
            ("oidc", ProviderType.Oidc),
            ("jwt", ProviderType.Jwt),
            ("introspection", ProviderType.Introspection)
        ),
        ProviderType.Oidc,
        "`oidc`: found by discovery, people can sign in there. `jwt`: tokens checked with a known key set or secret. "
            + "`introspection`: the provider is asked about each token (RFC 7662).",
        "oidc"
    );

    private static readonly ConfigurationKeyOf<string> Issuer = ConfigurationKeyOf<string>.Optional(
        "issuer",
        Kinds.Text,
        "The issuer, byte for byte as its tokens name it, final slash included. Due for `oidc` (an https address) and `jwt`.",
        "https://idp.example"
    );

    private static readonly ConfigurationKeyOf<string> ClientId = ConfigurationKeyOf<string>.Optional(
        "client-id",
        Kinds.Text,
        "The name under which the gateway is known there. Due for `introspection`, and for signing in with `oidc`.",
        "gatehouse"
    );

    private static readonly ConfigurationKeyOf<SecretValue> ClientSecret = ConfigurationKeyOf<SecretValue>.Optional(
        "client-secret",
        Kinds.Secret,
        "The secret under which the gateway is known there. Due for `introspection`.",
        "{ env: CORP_SECRET }"
    );

    private static readonly ConfigurationKeyOf<string> Audience = ConfigurationKeyOf<string>.Optional(
        "audience",
        Kinds.Text,
        "The audience that tokens must be made for. Without it a token made for any other site of the same issuer is taken here.",
        "orders"
    );

    private static readonly ConfigurationKeyOf<bool> Strict = ConfigurationKeyOf<bool>.WithDefault(
        "strict",
        Kinds.Boolean,
        fallback: false,
        "Whether only tokens of type `at+jwt` are taken (RFC 9068).",
        "true"
    );

    private static readonly ConfigurationKeyOf<string> KeySetFile = ConfigurationKeyOf<string>.Optional(
        "jwks-file",
        new FileKind(),
        "The file of the issuer's key set (RFC 7517); read again when it changes. For `jwt`, and `introspection` with `signed`.",
        "./jwks.json"
    );

    private static readonly ConfigurationKeyOf<Uri> KeySetUrl = ConfigurationKeyOf<Uri>.Optional(
        "jwks-url",
        new UrlKind(pathAllowed: true, queryAllowed: true),
        "The address of the issuer's key set: https, or http on a loopback address. For `jwt`, and `introspection` with `signed`.",
        "https://issuer.example/jwks"
    );

    private static readonly ConfigurationKeyOf<SecretValue> Secret = ConfigurationKeyOf<SecretValue>.Optional(
        "secret",
        Kinds.Secret,
        "A secret shared with the issuer, at least as long as the algorithm's hash: 32, 48 or 64 bytes. For `jwt`.",
        "{ file: ./hmac.key }"
    );

    private static readonly ConfigurationKeyOf<string> Algorithm = ConfigurationKeyOf<string>.WithDefault(
        "algorithm",
        new ChoiceKind<string>(("HS256", "HS256"), ("HS384", "HS384"), ("HS512", "HS512")),
        "HS256",
        "The algorithm of `secret`; tokens of any other are refused.",
        "HS512"
    );

    private static readonly ConfigurationKeyOf<Uri> Endpoint = ConfigurationKeyOf<Uri>.Optional(
        "endpoint",
        new UrlKind(pathAllowed: true, queryAllowed: true),
        "The introspection endpoint: https, or http on a loopback address. Due for `introspection`.",
        "https://old.example/introspect"
    );

    private static readonly ConfigurationKeyOf<TimeSpan> Cache = ConfigurationKeyOf<TimeSpan>.WithDefault(
        "cache",
        Kinds.Duration(TimeSpan.Zero, TimeSpan.FromSeconds(60)),
        Default.Cache,
        "How long an active token is taken without asking again, and never past its `exp`: how late a revocation there is seen here. "
            + "For `introspection`.",
        "30s"
    );

    private static readonly ConfigurationKeyOf<TimeSpan> NegativeCache = ConfigurationKeyOf<TimeSpan>.WithDefault(
        "negative-cache",
        Kinds.Duration(TimeSpan.Zero, TimeSpan.FromSeconds(60)),
        Default.NegativeCache,
        "How long a token that is not active is refused without asking again. For `introspection`.",
        "5s"
    );

    private static readonly ConfigurationKeyOf<TimeSpan> LastGood = ConfigurationKeyOf<TimeSpan>.WithDefault(
        "last-good",
        Kinds.Duration(TimeSpan.Zero, TimeSpan.FromDays(1)),
        Default.LastGood,
        "How long the last answer about an active token counts while the endpoint is away, and never past its `exp`. Without it such "
            + "a token is 503 `provider.unreachable` once `cache` is over. For `introspection`.",
        "10m"
    );

    private static readonly ConfigurationKeyOf<bool> Signed = ConfigurationKeyOf<bool>.WithDefault(
        "signed",
        Kinds.Boolean,
        fallback: false,
        "Whether answers must be JWTs that `issuer` has signed (RFC 9701), by the keys of `jwks-url` or `jwks-file`, or else those it "
            + "publishes. For `introspection`.",
        "true"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> Scopes = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.WithDefault(
        "scopes",
        Kinds.Scopes,
        ["profile", "email"],
        "The scopes that a sign-in asks for, besides `openid`. With `offline_access`, where the provider allows it, a sign-in "
            + "is renewed there when it has run out. For `oidc`.",
        "[profile, email, offline_access]"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> Acr = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.WithDefault(
        "acr",
        new ListKind<string>(Kinds.Text, mayBeEmpty: false),
        [],
        "The ways of signing in there (`acr`) of which one is due. For `oidc`.",
        "[urn:example:mfa]"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> TwoFactorAcr = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.WithDefault(
        "two-factor-acr",
        new ListKind<string>(Kinds.Text, mayBeEmpty: false),
        [],
        "The values of `acr` with which it says that a person signed in with two factors, besides `mfa` in `amr`.",
        "[gold]"
    );

    private static readonly ConfigurationKeyOf<bool> Accounts = ConfigurationKeyOf<bool>.WithDefault(
        "accounts",
        new ChoiceKind<bool>(("create", true), ("linked", false)),
        fallback: true,
        "Who may sign in with it. `create`: everybody whom it knows; the first sign-in adds a user. `linked`: users whom "
            + "`gatehouse user link` has linked. For `oidc`.",
        "linked"
    );

    private static readonly ConfigurationKeyOf<ProviderRolesConfiguration> Roles =
        ConfigurationKeyOf<ProviderRolesConfiguration>.Optional(
            "roles",
            new ProviderRolesSection(),
            "How roles come from what it says of a person. For `oidc`.",
            "{ claim: groups, map: { idp-admins: admin } }"
        );

    // What only a provider has that is asked about each token.
    private static readonly ConfigurationKey[] OfAsking = [Cache, NegativeCache, LastGood, Signed];

    public override string Title => "providers.NAME";

    public override string Doc => "An issuer of tokens, or of sign-ins, that others trust.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } =
    [
        Type,
        Issuer,
        ClientId,
        ClientSecret,
        Audience,
        Strict,
        Scopes,
        Acr,
        TwoFactorAcr,
        Accounts,
        Roles,
        KeySetFile,
        KeySetUrl,
        Secret,
        Algorithm,
        Endpoint,
        Cache,
        NegativeCache,
        LastGood,
        Signed,
    ];

    protected override ProviderConfiguration Bind(SectionReading reading)
    {
        if (reading.IsComplete)
        {
            CheckKeysOfType(reading);
        }

        CheckAddresses(reading);
        CheckSecret(reading);
        return new()
        {
            Name = reading.Place.Name,
            Type = reading.Get(Type),
            Issuer = reading.Find(Issuer),
            ClientId = reading.Find(ClientId),
            ClientSecret = reading.Find(ClientSecret),
            Audience = reading.Find(Audience),
            Strict = reading.Get(Strict),
            KeySetFile = reading.Find(KeySetFile),
            KeySetUrl = reading.Find(KeySetUrl),
            Secret = reading.Find(Secret),
            Algorithm = reading.Get(Algorithm),
            Endpoint = reading.Find(Endpoint),
            Cache = reading.Get(Cache),
            NegativeCache = reading.Get(NegativeCache),
            LastGood = reading.Get(LastGood),
            SignsAnswers = reading.Get(Signed),
            Scopes = reading.Get(Scopes),
            Acr = reading.Get(Acr),
            TwoFactorAcr = reading.Get(TwoFactorAcr),
            CreatesAccounts = reading.Get(Accounts),
            Roles = reading.Find(Roles),
            Location = reading.Location,
        };
    }

    private static void CheckKeysOfType(SectionReading reading)
    {
        switch (reading.Get(Type))
        {
            case ProviderType.Oidc:
                Demand(reading, "oidc", Issuer);
                Refuse(reading, "oidc", [KeySetFile, KeySetUrl, Secret, Algorithm, Endpoint, .. OfAsking]);
                foreach (var key in new ConfigurationKey[] { ClientSecret, Scopes, Acr, Accounts, Roles })
                {
                    if (reading.Has(key))
                    {
                        Demand(reading, $"oidc with `{key.Name}`", ClientId);
                    }
                }

                break;
            case ProviderType.Jwt:
                Demand(reading, "jwt", Issuer);
                Refuse(reading, "jwt", [ClientId, ClientSecret, Endpoint, Scopes, Acr, Accounts, Roles, .. OfAsking]);
                var sources = new ConfigurationKey[] { KeySetFile, KeySetUrl, Secret }.Count(reading.Has);
                if (sources != 1)
                {
                    reading.Error(
                        KeySetFile,
                        "provider-keys-not-one",
                        $"`{reading.Place.Path}` must have one of jwks-file, jwks-url and secret.",
                        sources == 0 ? $"For example `jwks-url: {KeySetUrl.Example}`." : "Keep one of them."
                    );
                }

                if (reading.Has(Algorithm) && !reading.Has(Secret))
                {
                    reading.Error(
                        Algorithm,
                        "provider-key-misplaced",
                        $"`{reading.PathOf(Algorithm)}` belongs to `secret`: keys of a key set name their algorithms themselves.",
                        "Remove it."
                    );
                }

                break;
            default:
                Demand(reading, "introspection", Endpoint, ClientId, ClientSecret);
                Refuse(reading, "introspection", Secret, Algorithm, Strict, Scopes, Acr, Accounts, Roles);
                CheckSigned(reading);
                break;
        }

        if (reading.Get(Type) != ProviderType.Introspection && !reading.Has(Audience))
        {
            reading.Warn(
                Type,
                "provider-without-audience",
                $"`{reading.Place.Path}` names no audience: a token that its issuer made for any other site is taken here.",
                $"Add `audience`, for example `audience: {Audience.Example}`."
            );
        }
    }

    private static void CheckSigned(SectionReading reading)
    {
        if (!reading.Get(Signed))
        {
            foreach (var key in new ConfigurationKey[] { KeySetFile, KeySetUrl }.Where(reading.Has))
            {
                reading.Error(
                    key,
                    "provider-key-misplaced",
                    $"`{reading.PathOf(key)}` has no meaning for answers that nobody signs.",
                    "Remove it, or add `signed: true`."
                );
            }

            return;
        }

        Demand(reading, "introspection with `signed`", Issuer);
        if (reading.Has(KeySetFile) && reading.Has(KeySetUrl))
        {
            reading.Error(
                KeySetFile,
                "provider-keys-not-one",
                $"`{reading.Place.Path}` must have one of jwks-file and jwks-url at most.",
                "Keep one of them."
            );
        }
    }

    private static void CheckAddresses(SectionReading reading)
    {
        foreach (var key in new[] { KeySetUrl, Endpoint })
        {
            if (reading.Find(key) is { Scheme: "http" } url && !UrlKind.IsLoopback(url))
            {
                reading.Error(
                    key,
                    "provider-over-http",
                    $"`{reading.PathOf(key)}` is plain http: whoever stands on the way could answer in the provider's place.",
                    "Use https."
                );
            }
        }

        var discovers =
            reading.Get(Type) == ProviderType.Oidc
            || (reading.Get(Signed) && !reading.Has(KeySetFile) && !reading.Has(KeySetUrl));
        if (!discovers || reading.Find(Issuer) is not { } issuer)
        {
            return;
        }

        if (!UrlKind.TryRead(issuer, out var address, out var wrong, out var fix))
        {
            reading.Error(
                Issuer,
                "issuer-invalid",
                $"`{reading.PathOf(Issuer)}` is `{Excerpt.Of(issuer)}`: {wrong}.",
                fix
            );
        }
        else if (address!.Query.Length > 0)
        {
            reading.Error(
                Issuer,
                "issuer-invalid",
                $"`{reading.PathOf(Issuer)}` is `{Excerpt.Of(issuer)}`: an issuer has no query."
            );
        }
        else if (address.Scheme == "http" && !UrlKind.IsLoopback(address))
        {
            reading.Error(
                Issuer,
                "provider-over-http",
                $"`{reading.PathOf(Issuer)}` is plain http: whoever stands on the way could answer in the provider's place.",
                "Use https."
            );
        }
    }

    private static void CheckSecret(SectionReading reading)
    {
        if (reading.Find(Secret) is not { IsMissing: false } secret)
        {
            return;
        }

        var algorithm = reading.Get(Algorithm);
        var due = algorithm switch
        {
            "HS512" => 64,
            "HS384" => 48,
            _ => 32,
        };
        if (System.Text.Encoding.UTF8.GetByteCount(secret.Reveal()) < due)
        {
            reading.Error(
                Secret,
                "secret-short",
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"`{reading.PathOf(Secret)}` is shorter than the {due} bytes that {algorithm} asks for (RFC 7518 section 3.2): it could be guessed."
                ),
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"Make one with, for example, `openssl rand -hex {due}`."
                )
            );
        }
    }

    private static void Demand(SectionReading reading, string type, params ConfigurationKey[] keys)
    {
        foreach (var key in keys.Where(key => !reading.Has(key)))
        {
            reading.Error(
                key,
                "key-missing",
                $"`{reading.Place.Path}` is of type {type} and lacks the key `{key.Name}`.",
                $"Add, for example, `{key.Name}: {key.Example}`."
            );
        }
    }

    private static void Refuse(SectionReading reading, string type, params ConfigurationKey[] keys)
    {
        foreach (var key in keys.Where(reading.Has))
        {
            reading.Error(
                key,
                "provider-key-misplaced",
                $"`{reading.PathOf(key)}` has no meaning for a provider of type {type}.",
                "Remove it, or change the type."
            );
        }
    }
}
