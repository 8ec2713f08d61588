using System.Net;
using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

/// <summary>The whole file.</summary>
internal sealed class GatehouseSection : Section<GatehouseConfiguration>
{
    private static readonly GatehouseConfiguration Default = new();

    private static readonly ConfigurationKeyOf<IReadOnlyList<Uri>> Listen = ConfigurationKeyOf<
        IReadOnlyList<Uri>
    >.WithDefault(
        "listen",
        new ListKind<Uri>(new ListenKind(), mayBeEmpty: false),
        Default.Listen,
        "The addresses to listen on. An https one needs `certificate`.",
        "[https://0.0.0.0:443]"
    );

    private static readonly ConfigurationKeyOf<CertificateConfiguration> Certificate =
        ConfigurationKeyOf<CertificateConfiguration>.Optional(
            "certificate",
            new CertificateSection(),
            "The server certificate of the https listen addresses.",
            "{ file: site.pem, key: site.key }"
        );

    private static readonly ConfigurationKeyOf<ClientCertificatesConfiguration> ClientCertificates =
        ConfigurationKeyOf<ClientCertificatesConfiguration>.Optional(
            "client-certificates",
            new ClientCertificatesSection(),
            "Whose client certificates count. With it, clients of https listen addresses are asked for theirs.",
            "{ authorities: clients-ca.pem }"
        );

    private static readonly ConfigurationKeyOf<Uri> PublicUrl = ConfigurationKeyOf<Uri>.Optional(
        "public-url",
        new UrlKind(pathAllowed: false),
        "The site's own address. Absolute links, the issuer of own tokens and redirect URIs use it alone, never what a request says.",
        "https://api.example",
        "the first listen address, where all are on loopback"
    );

    private static readonly ConfigurationKeyOf<HttpsRule> Https = ConfigurationKeyOf<HttpsRule>.WithDefault(
        "https",
        new ChoiceKind<HttpsRule>(("required", HttpsRule.Required), ("optional", HttpsRule.Optional)),
        HttpsRule.Required,
        "`required`: plain http from beyond loopback is 308 to https, or 403 `credentials.insecure-transport` where it carries credentials. "
            + "`optional`: it is answered.",
        "required"
    );

    private static readonly ConfigurationKeyOf<string> Data = ConfigurationKeyOf<string>.Optional(
        "data",
        new FileKind(mustExist: false),
        "The data folder.",
        "./data",
        "./data"
    );

    private static readonly ConfigurationKeyOf<DatabaseConfiguration> Database =
        ConfigurationKeyOf<DatabaseConfiguration>.WithDefault(
            "database",
            new DatabaseKind(),
            DatabaseConfiguration.Sqlite,
            "Where users, keys and sessions are kept.",
            "sqlite"
        );

    private static readonly ConfigurationKeyOf<string> Prefix = ConfigurationKeyOf<string>.WithDefault(
        "prefix",
        new PrefixKind(slashAtEnd: true),
        Default.Prefix,
        "Under which paths the gateway's own endpoints are.",
        "/_gatehouse/"
    );

    private static readonly ConfigurationKeyOf<string> Realm = ConfigurationKeyOf<string>.WithDefault(
        "realm",
        Kinds.Text,
        Default.Realm,
        "The protection space's name in challenges.",
        "Example"
    );

    private static readonly ConfigurationKeyOf<string> Contact = ConfigurationKeyOf<string>.Optional(
        "contact",
        new ContactKind(),
        "Where people may write for help; shown with refusals.",
        "admin@example.com"
    );

    private static readonly ConfigurationKeyOf<string> ResetUrl = ConfigurationKeyOf<string>.Optional(
        "reset-url",
        new LinkKind(),
        "Where people reset a forgotten password; shown on the sign-in page.",
        "https://example.com/reset"
    );

    private static readonly ConfigurationKeyOf<string> RegisterUrl = ConfigurationKeyOf<string>.Optional(
        "register-url",
        new LinkKind(),
        "Where people register; shown on the sign-in page.",
        "https://example.com/register"
    );

    private static readonly ConfigurationKeyOf<MailConfiguration> Mail = ConfigurationKeyOf<MailConfiguration>.Optional(
        "mail",
        new MailSection(),
        "How letters leave. With it, people reset a forgotten password by a link that is sent to them.",
        "{ from: gatehouse@example.com, smtp: mail.example.com }"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<IPNetwork>> TrustedProxies = ConfigurationKeyOf<
        IReadOnlyList<IPNetwork>
    >.WithDefault(
        "trusted-proxies",
        Kinds.Networks,
        [],
        "Whose `Forwarded` and `X-Forwarded-*` fields count, and who may ask for forward-auth; empty means nobody.",
        "[127.0.0.1/32]"
    );

    private static readonly ConfigurationKeyOf<TimeSpan> ClockSkew = ConfigurationKeyOf<TimeSpan>.WithDefault(
        "clock-skew",
        Kinds.Duration(TimeSpan.Zero, TimeSpan.FromMinutes(5)),
        Default.ClockSkew,
        "By how much the clocks of issuers may differ from ours.",
        "30s"
    );

    private static readonly ConfigurationKeyOf<Uri> OutboundProxy = ConfigurationKeyOf<Uri>.Optional(
        "outbound-proxy",
        new UrlKind(pathAllowed: false),
        "The proxy towards providers and upstreams beyond a firewall.",
        "http://proxy.example:3128"
    );

    private static readonly ConfigurationKeyOf<IdentityHeadersConfiguration> IdentityHeaders =
        ConfigurationKeyOf<IdentityHeadersConfiguration>.WithDefault(
            "identity-headers",
            new IdentityHeadersSection(),
            Default.IdentityHeaders,
            "The names of the fields that tell upstreams who a request is from.",
            "{ user: Remote-User }"
        );

    private static readonly ConfigurationKeyOf<IReadOnlyDictionary<string, IReadOnlyList<string>>> Roles =
        ConfigurationKeyOf<IReadOnlyDictionary<string, IReadOnlyList<string>>>.WithDefault(
            "roles",
            new MapKind<IReadOnlyList<string>>(Kinds.Role, Kinds.Scopes, "roles"),
            Default.Roles,
            "The permissions, written as scopes, that each role gives.",
            "{ clerk: [orders:read] }"
        );

    private static readonly ConfigurationKeyOf<IReadOnlyDictionary<string, UpstreamConfiguration>> Upstreams =
        ConfigurationKeyOf<IReadOnlyDictionary<string, UpstreamConfiguration>>.WithDefault(
            "upstreams",
            new MapKind<UpstreamConfiguration>(Kinds.Name, new UpstreamKind(), "upstreams"),
            Default.Upstreams,
            "The sites that requests are forwarded to.",
            "{ app: http://127.0.0.1:3000 }"
        );

    private static readonly ConfigurationKeyOf<IReadOnlyDictionary<string, ProviderConfiguration>> Providers =
        ConfigurationKeyOf<IReadOnlyDictionary<string, ProviderConfiguration>>.WithDefault(
            "providers",
            new MapKind<ProviderConfiguration>(Kinds.Name, new ProviderSection(), "providers"),
            Default.Providers,
            "The issuers of tokens and sign-ins.",
            "{ corp: { type: oidc, issuer: https://idp.example, audience: orders } }"
        );

    private static readonly ConfigurationKeyOf<IReadOnlyList<ApplicationConfiguration>> Applications =
        ConfigurationKeyOf<IReadOnlyList<ApplicationConfiguration>>.WithDefault(
            "applications",
            new ListKind<ApplicationConfiguration>(new ApplicationSection()),
            [],
            "The OAuth clients of the gateway's own tokens.",
            "[{ id: mobile, redirect-uris: [com.example.app:/cb] }]"
        );

    private static readonly ConfigurationKeyOf<TokensConfiguration> Tokens =
        ConfigurationKeyOf<TokensConfiguration>.WithDefault(
            "tokens",
            new TokensSection(),
            Default.Tokens,
            "How long the gateway's own tokens last.",
            "{ access: 10m, refresh: 30d }"
        );

    private static readonly ConfigurationKeyOf<SessionConfiguration> Session =
        ConfigurationKeyOf<SessionConfiguration>.WithDefault(
            "session",
            new SessionSection(),
            Default.Session,
            "How long sign-ins last.",
            "{ idle: 30m, absolute: 12h }"
        );

    private static readonly ConfigurationKeyOf<DigestConfiguration> Digest =
        ConfigurationKeyOf<DigestConfiguration>.WithDefault(
            "digest",
            new DigestSection(),
            Default.Digest,
            "What is offered of Digest, on routes with that scheme.",
            "{ algorithms: [sha-256, md5] }"
        );

    private static readonly ConfigurationKeyOf<IReadOnlyList<RouteConfiguration>> Routes = ConfigurationKeyOf<
        IReadOnlyList<RouteConfiguration>
    >.WithDefault(
        "routes",
        new ListKind<RouteConfiguration>(new RouteSection()),
        [],
        "Which requests need what; the first that fits decides.",
        "[{ path: /**, upstream: app }]"
    );

    private static readonly ConfigurationKeyOf<AdmissionConfiguration> Admission =
        ConfigurationKeyOf<AdmissionConfiguration>.WithDefault(
            "admission",
            new AdmissionSection(),
            Default.Admission,
            "Who may come at all.",
            "{ deny: [203.0.113.0/24] }"
        );

    private static readonly ConfigurationKeyOf<JournalConfiguration> Journal =
        ConfigurationKeyOf<JournalConfiguration>.WithDefault(
            "journal",
            new JournalSection(),
            Default.Journal,
            "How much of the past is kept.",
            "{ keep: 30d, size: 512MiB }"
        );

    private static readonly ConfigurationKeyOf<AlertsConfiguration> Alerts =
        ConfigurationKeyOf<AlertsConfiguration>.WithDefault(
            "alerts",
            new AlertsSection(),
            Default.Alerts,
            "Who is told when far more is refused than before, and when something is about to end.",
            "{ webhook: { url: https://hooks.example/gatehouse, secret: { env: ALERTS_SECRET } } }"
        );

    private static readonly ConfigurationKeyOf<TelemetryConfiguration> Telemetry =
        ConfigurationKeyOf<TelemetryConfiguration>.WithDefault(
            "telemetry",
            new TelemetrySection(),
            Default.Telemetry,
            "Where metrics and traces are sent to.",
            "{ otlp: http://127.0.0.1:4318 }"
        );

    private static readonly ConfigurationKeyOf<LogConfiguration> Log = ConfigurationKeyOf<LogConfiguration>.WithDefault(
        "log",
        new LogSection(),
        Default.Log,
        "How the log is written.",
        "{ format: json }"
    );

    private static readonly ConfigurationKeyOf<ShutdownConfiguration> Shutdown =
        ConfigurationKeyOf<ShutdownConfiguration>.WithDefault(
            "shutdown",
            new ShutdownSection(),
            Default.Shutdown,
            "How the gateway ends.",
            "{ delay: 5s, drain: 20s }"
        );

    public override string Title => "";

    public override string Doc => "The whole file.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } =
    [
        Listen,
        Certificate,
        ClientCertificates,
        PublicUrl,
        Https,
        Data,
        Database,
        Prefix,
        Realm,
        Contact,
        ResetUrl,
        RegisterUrl,
        Mail,
        TrustedProxies,
        ClockSkew,
        OutboundProxy,
        IdentityHeaders,
        Roles,
        Upstreams,
        Providers,
        Applications,
        Tokens,
        Session,
        Digest,
        Routes,
        Admission,
        Journal,
        Alerts,
        Telemetry,
        Log,
        Shutdown,
    ];

    protected override GatehouseConfiguration Bind(SectionReading reading)
    {
        // The site itself can stand among a route's providers.
        reading.Reading.Declare("providers", Decisions.Tokens.OwnTokens.ProviderName);
        var listen = reading.Get(Listen);
        GatehouseConfiguration configuration = new()
        {
            Listen = listen,
            Certificate = reading.Find(Certificate),
            ClientCertificates = reading.Find(ClientCertificates),
            PublicUrl = reading.Find(PublicUrl) ?? listen[0],
            Https = reading.Get(Https),
            DataDirectory = reading.Find(Data) ?? Path.GetFullPath("data", reading.Reading.BaseDirectory),
            Database = reading.Get(Database),
            Prefix = reading.Get(Prefix),
            Realm = reading.Get(Realm),
            Contact = reading.Find(Contact),
            ResetUrl = reading.Find(ResetUrl),
            RegisterUrl = reading.Find(RegisterUrl),
            Mail = reading.Find(Mail),
            TrustedProxies = reading.Get(TrustedProxies),
            ClockSkew = reading.Get(ClockSkew),
            OutboundProxy = reading.Find(OutboundProxy),
            IdentityHeaders = reading.Get(IdentityHeaders),
            Roles = reading.Get(Roles),
            Upstreams = reading.Get(Upstreams),
            Providers = reading.Get(Providers),
            Applications = reading.Get(Applications),
            Tokens = reading.Get(Tokens),
            Session = reading.Get(Session),
            Digest = reading.Get(Digest),
            Routes = reading.Get(Routes),
            Admission = reading.Get(Admission),
            Journal = reading.Get(Journal),
            Alerts = reading.Get(Alerts),
            Telemetry = reading.Get(Telemetry),
            Log = reading.Get(Log),
            Shutdown = reading.Get(Shutdown),
            MissingSecrets = reading.Reading.MissingSecrets,
            Locations = Keys.Where(reading.Has)
                .ToDictionary(key => key.Name, reading.LocationOf, StringComparer.Ordinal),
        };
        ServerChecks.Run(
            configuration,
            reading.Reading.Problems,
            new ServerLocations(
                reading.LocationOf(Listen),
                reading.LocationOf(Certificate),
                reading.LocationOf(PublicUrl),
                reading.LocationOf(TrustedProxies),
                reading.LocationOf(Session),
                reading.LocationOf(Digest),
                reading.LocationOf(Routes),
                PublicUrlGiven: reading.Has(PublicUrl),
                CertificateGiven: reading.Has(Certificate)
            )
        );
        RouteChecks.Run(configuration, reading.Reading.Problems);
        return configuration;
    }
}
