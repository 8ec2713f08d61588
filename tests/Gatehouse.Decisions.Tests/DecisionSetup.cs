using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.Decisions.Admission;
using Gatehouse.Decisions.Checks;
using Gatehouse.Decisions.CrossSite;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Guessing;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Keyring;
using Gatehouse.Decisions.Maintenance;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Remembered;
using Gatehouse.Decisions.Replays;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes;
using Gatehouse.Decisions.Schemes.Basic;
using Gatehouse.Decisions.Schemes.Bearer;
using Gatehouse.Decisions.Schemes.Certificate;
using Gatehouse.Decisions.Schemes.Digest;
using Gatehouse.Decisions.Schemes.Dpop;
using Gatehouse.Decisions.Schemes.Key;
using Gatehouse.Decisions.Schemes.Session;
using Gatehouse.Protocol.Jose;
using Gatehouse.TestKit;

namespace Gatehouse.Decisions.Tests;

/// <summary>A site to decide about: users, keys, a provider, and whatever routes a test wants.</summary>
internal sealed class DecisionSetup
{
    private DecisionPipeline? _pipeline;
    private Site? _site;

    public DecisionSetup()
    {
        Provider = new TestProvider("machine", "https://issuer.example", "orders", Signer.ToVerificationKey());
        Basic = new BasicScheme(new PasswordJudge(Directory, Passwords, Tags, guesses: null));
        Key = new KeyScheme(Directory, Directory, Tags);
        Session = new SessionScheme(Sessions, Directory);
        DigestSecrets = new InMemoryDigestSecrets(Directory);
        Nonces = new DigestNonces([SiteKey]);
        Directory.Put("alice");
    }

    public ManualTimeProvider Time { get; init; } = new();

    public InMemoryDirectory Directory { get; } = new();

    public CountingVerifier Passwords { get; } = new();

    public SigningKey Signer { get; } = SigningKey.CreateEs256();

    public TestProvider Provider { get; }

    public BasicScheme Basic { get; set; }

    public KeyScheme Key { get; }

    public InMemoryRevocations Revocations { get; } = new();

    public ClientCertificates Certificates { get; init; } = new();

    public TestAuthority Authority => field ??= TestAuthority.CreateRoot("Clients", Time.GetUtcNow());

    public TestAuthority Stranger => field ??= TestAuthority.CreateRoot("Clients", Time.GetUtcNow());

    public X509Certificate2 Revoked => field ??= Authority.Issue();

    public CertificateTrust Trust =>
        field ??= CertificateTrust.Of(
            [Authority.Certificate],
            [RevocationList.TryRead(Authority.Revoke(Time.GetUtcNow().AddDays(7), Revoked), "clients.crl")!]
        );

    public CertificateScheme CertificateScheme =>
        field ??= new CertificateScheme(
            Certificates,
            () => Trust,
            new CertificateMap(CertificateName.Email),
            Directory
        );

    public BearerScheme Bearer => field ??= new BearerScheme(new AccessTokens(Revocations), Certificates);

    public InMemorySessions Sessions { get; } = new();

    public SessionScheme Session { get; }

    public InMemoryDigestSecrets DigestSecrets { get; }

    public DigestNonces Nonces { get; }

    public IUseCounts Counts { get; init; } = new CountsInMemory();

    public DigestNonces ProofNonces { get; } = new([SiteKey], DpopScheme.NoncePurpose);

    public CountsInMemory Proofs { get; } = new();

    public DigestOptions DigestOptions { get; init; } = new();

    public DigestScheme Digest => field ??= new DigestScheme(DigestSecrets, Nonces, Counts, Tags, DigestOptions);

    public CredentialTags Tags { get; } = new(new byte[32]);

    public InMemoryMaintenance Maintenance { get; } = new();

    public RememberedCredentials Remembered { get; } = new(64);

    public Decision Last { get; } = new();

    /// <summary>What the site has besides its routes and roles.</summary>
    public Action<SiteParts> Site { get; init; } = _ => { };

    public IPAddress Client { get; set; } = IPAddress.Parse("198.51.100.7");

    public bool Https { get; set; } = true;

    public bool RequiresHttps { get; set; } = true;

    public RequestBody? Body { get; set; }

    public X509Certificate2? Certificate { get; set; }

    public IReadOnlyList<X509Certificate2> CertificatesBeside { get; set; } = [];

    public IHostNames? HostNames { get; init; }

    public RequestAdmission Admission => field ??= new RequestAdmission(Time, Bans);

    public BanList Bans { get; } = new();

    public FailedCredentials Failures { get; } = new();

    public FormTokens FormTokens { get; } = new([SiteKey]);

    private static SiteKey SiteKey { get; } = new(1, KeyPurpose.Cookie, new byte[32], DateTimeOffset.UnixEpoch);

    public required Func<DecisionSetup, IEnumerable<Route>> Routes { get; init; }

    public IScheme[] All => [Bearer, Key, Basic];

    public string Token(Action<JsonObject>? change = null, string type = "at+jwt", SigningKey? signer = null)
    {
        var now = Time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = "https://issuer.example",
            ["aud"] = "orders",
            ["sub"] = "service-1",
            ["iat"] = now,
            ["exp"] = now + 600,
            ["scope"] = "orders:read",
        };
        change?.Invoke(claims);
        return (signer ?? Signer).Sign(type, JsonSerializer.SerializeToUtf8Bytes(claims));
    }

    public static string BasicOf(string name, string password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}"));

    public RequestFacts Facts(string method, string target, params (string Name, string Value)[] headers) =>
        new()
        {
            Method = method,
            Target = target,
            Path = CanonicalPath.Read(target),
            Host = "site.example",
            Authority = "site.example",
            Headers = new HeaderLineList(headers.Select(field => new HeaderLine(field.Name, field.Value))),
            Https = Https,
            Certificate = Certificate,
            CertificatesBeside = CertificatesBeside,
            Peer = IPAddress.Loopback,
            Client = Client,
            ReceivedAt = Time.GetUtcNow(),
            Body = Body,
        };

    public ValueTask<Verdict> DecideAsync(string method, string target, params (string Name, string Value)[] headers) =>
        DecideAsync(Facts(method, target, headers));

    public ValueTask<Verdict> DecideAsync(RequestFacts facts) => DecideAsync(facts, Last);

    public ValueTask<Verdict> DecideAsync(RequestFacts facts, Decision decision)
    {
        _site ??= BuildSite();
        _pipeline ??= new DecisionPipeline(
            DecisionOrder.Checks(
                Admission,
                new AuthenticationCheck(Remembered, Failures, Directory, Directory, Time),
                FormTokens,
                HostNames,
                new MaintenanceState(Maintenance, Maintenance)
            ),
            Time
        );
        decision.Reset(_site, facts);
        return _pipeline.DecideAsync(decision, CancellationToken.None);
    }

    private Site BuildSite()
    {
        var parts = new SiteParts();
        Site(parts);
        return new Site
        {
            PublicUrl = new Uri("https://site.example"),
            Routes = new RouteTable(Routes(this)),
            Roles = new RoleMap([
                new("clerk", (IReadOnlyList<string>)["orders:read"]),
                new("admin", ["orders:read", "orders:write"]),
            ]),
            Allow = [.. parts.Allow.Select(IPNetwork.Parse)],
            Deny = [.. parts.Deny.Select(IPNetwork.Parse)],
            DenyHosts = parts.DenyHosts,
            Countries = parts.Countries,
            AllowCountries = parts.AllowCountries,
            DenyCountries = parts.DenyCountries,
            ClockSkew = parts.ClockSkew,
            Sessions = parts.Sessions,
            RequiresHttps = RequiresHttps,
        };
    }

    public async Task<string> CauseAsync(string method, string target, params (string Name, string Value)[] headers) =>
        await DecideAsync(method, target, headers) switch
        {
            Refused refused => refused.Cause.Id,
            Granted granted => "granted to " + (granted.Principal?.Name ?? "anybody"),
            _ => throw new InvalidOperationException(),
        };

    public Route Proven(string path) => Api(path) with { Schemes = [Digest] };

    public Route Page(string path) => Api(path) with { Schemes = [Session, Basic], OffersSession = true };

    public string SignIn(string user = "alice") =>
        Sessions.Put(user, user.GetHashCode(StringComparison.Ordinal), Time.GetUtcNow());

    public Route Api(string path) =>
        new()
        {
            Name = path,
            Path = PathPattern.Parse(path),
            Schemes = All,
            Providers = [Provider],
            Upstream = "app",
        };
}
