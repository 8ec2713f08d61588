using System.Net;

namespace Gatehouse.Gateway.Configuration;

/// <summary>
/// A whole configuration, checked and with every default filled in; immutable. It names things as the file does:
/// compiling it into what decides requests is the next step.
/// </summary>
public sealed record GatehouseConfiguration
{
    /// <summary>The addresses to listen on, at least one: scheme, address or <c>localhost</c>, port (0: any free one).</summary>
    public IReadOnlyList<Uri> Listen { get; init; } = [new Uri("http://127.0.0.1:8080")];

    /// <summary>The server certificate; there whenever <see cref="Listen"/> has an https address.</summary>
    public CertificateConfiguration? Certificate { get; init; }

    /// <summary>Whose client certificates count, or null: clients are asked for none.</summary>
    public ClientCertificatesConfiguration? ClientCertificates { get; init; }

    /// <summary>The site's own address for absolute links, without path. Default: the first listen address.</summary>
    public Uri PublicUrl { get; init; } = new("http://127.0.0.1:8080");

    /// <summary>What becomes of plain http from beyond loopback. Default: required.</summary>
    public HttpsRule Https { get; init; }

    /// <summary>The data folder, absolute. Default: <c>data</c> beside the configuration file.</summary>
    public string DataDirectory { get; init; } = "";

    /// <summary>Where users, keys and sessions are kept. Default: SQLite.</summary>
    public DatabaseConfiguration Database { get; init; } = DatabaseConfiguration.Sqlite;

    /// <summary>The path prefix of the gateway's own endpoints, with its slashes. Default: <c>/_gatehouse/</c>.</summary>
    public string Prefix { get; init; } = "/_gatehouse/";

    /// <summary>The protection space's name in challenges (RFC 9110 section 11.5). Default: Gatehouse.</summary>
    public string Realm { get; init; } = "Gatehouse";

    /// <summary>Where people may write for help: a mail or web address, or null.</summary>
    public string? Contact { get; init; }

    /// <summary>Where people reset a forgotten password: a web address or a path, or null.</summary>
    public string? ResetUrl { get; init; }

    /// <summary>Where people register: a web address or a path, or null.</summary>
    public string? RegisterUrl { get; init; }

    /// <summary>How letters leave, or null: then passwords are not reset here.</summary>
    public MailConfiguration? Mail { get; init; }

    /// <summary>Whose <c>Forwarded</c> and <c>X-Forwarded-*</c> count. Default: nobody's.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>By how much clocks may differ: 0 to 5m. Default: 30s.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The proxy towards providers and upstreams, or null.</summary>
    public Uri? OutboundProxy { get; init; }

    /// <summary>The names of the identity fields.</summary>
    public IdentityHeadersConfiguration IdentityHeaders { get; init; } = new();

    /// <summary>The permissions, written as scopes, that each role gives.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Roles { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>The upstreams by name.</summary>
    public IReadOnlyDictionary<string, UpstreamConfiguration> Upstreams { get; init; } =
        new Dictionary<string, UpstreamConfiguration>(StringComparer.Ordinal);

    /// <summary>The providers by name.</summary>
    public IReadOnlyDictionary<string, ProviderConfiguration> Providers { get; init; } =
        new Dictionary<string, ProviderConfiguration>(StringComparer.Ordinal);

    /// <summary>The OAuth clients of our own tokens.</summary>
    public IReadOnlyList<ApplicationConfiguration> Applications { get; init; } = [];

    /// <summary>How long our own tokens last.</summary>
    public TokensConfiguration Tokens { get; init; } = new();

    /// <summary>How long sign-ins last.</summary>
    public SessionConfiguration Session { get; init; } = new();

    /// <summary>What is offered of Digest.</summary>
    public DigestConfiguration Digest { get; init; } = new();

    /// <summary>The routes in the order in which they are asked.</summary>
    public IReadOnlyList<RouteConfiguration> Routes { get; init; } = [];

    /// <summary>Who may come at all.</summary>
    public AdmissionConfiguration Admission { get; init; } = new();

    /// <summary>How much of the past the journal keeps.</summary>
    public JournalConfiguration Journal { get; init; } = new();

    /// <summary>Who is told of alerts and warnings.</summary>
    public AlertsConfiguration Alerts { get; init; } = new();

    /// <summary>Where metrics and traces are sent to.</summary>
    public TelemetryConfiguration Telemetry { get; init; } = new();

    /// <summary>How the log is written.</summary>
    public LogConfiguration Log { get; init; } = new();

    /// <summary>How the gateway ends.</summary>
    public ShutdownConfiguration Shutdown { get; init; } = new();

    /// <summary>The secrets that are not there: what needs them is closed, and the server is not ready.</summary>
    public IReadOnlyList<MissingSecret> MissingSecrets { get; init; } = [];

    /// <summary>Where the keys of the file's first level stand.</summary>
    public IReadOnlyDictionary<string, ConfigurationLocation> Locations { get; init; } =
        new Dictionary<string, ConfigurationLocation>(StringComparer.Ordinal);

    /// <summary>
    /// What protects one upstream without a file: every path needs a sign-in (session, Basic or key), nothing is public.
    /// </summary>
    /// <param name="upstream">The site to protect, an absolute http or https address.</param>
    /// <param name="listen">The addresses to listen on; empty for the default.</param>
    /// <param name="dataDirectory">The data folder. Default: <c>data</c> in the current folder.</param>
    public static GatehouseConfiguration Sample(Uri upstream, IReadOnlyList<Uri> listen, string? dataDirectory = null)
    {
        ArgumentNullException.ThrowIfNull(upstream);
        ArgumentNullException.ThrowIfNull(listen);
        GatehouseConfiguration defaults = new();
        IReadOnlyList<Uri> addresses = listen.Count > 0 ? listen : defaults.Listen;
        return defaults with
        {
            Listen = addresses,
            PublicUrl = LinkableAddress(addresses[0]),
            DataDirectory = Path.GetFullPath(dataDirectory ?? "data"),
            Roles = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["admin"] = [] },
            Upstreams = new Dictionary<string, UpstreamConfiguration>(StringComparer.Ordinal)
            {
                ["site"] = new()
                {
                    Name = "site",
                    Urls = [upstream],
                    Audience = "site",
                },
            },
            Routes = [new() { Path = "/**", Upstream = "site" }],
        };
    }

    // 0.0.0.0 and [::] are where a server listens, not where anybody can go.
    private static Uri LinkableAddress(Uri listen) =>
        IPAddress.TryParse(listen.Host.Trim('[', ']'), out var address)
        && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            ? new UriBuilder(listen) { Host = "localhost" }.Uri
            : listen;
}
