using System.Net;
using System.Text;
using BenchmarkDotNet.Attributes;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Admission;
using Gatehouse.Decisions.Checks;
using Gatehouse.Decisions.CrossSite;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Remembered;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes.Basic;
using Gatehouse.Decisions.Schemes.Bearer;
using Gatehouse.Decisions.Schemes.Certificate;
using Gatehouse.Decisions.Schemes.Key;
using Gatehouse.Decisions.Schemes.Session;
using Gatehouse.Protocol.Jose;
using Gatehouse.TestKit;

namespace Gatehouse.Benchmarks;

/// <summary>The whole decision, without a server around it.</summary>
[MemoryDiagnoser]
public class DecisionBenchmarks
{
    private readonly Decision _decision = new();
    private DecisionPipeline _pipeline = null!;
    private Site _site = null!;
    private RequestFacts _token = null!;
    private RequestFacts _password = null!;
    private RequestFacts _session = null!;
    private RequestFacts _nothing = null!;

    /// <summary>How many routes the site has.</summary>
    [Params(10, 10_000)]
    public int Routes { get; set; }

    /// <summary>Makes the site, and has the credentials remembered.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var directory = new InMemoryDirectory();
        var user = directory.Put("alice");
        var sessions = new InMemorySessions();
        var cookie = sessions.Put("alice", user.Id, TimeProvider.System.GetUtcNow());
        var tags = new CredentialTags(new byte[32]);
        var signer = SigningKey.CreateEs256();
        var provider = new TestProvider("machine", "https://issuer.example", "orders", signer.ToVerificationKey());
        _site = new Site
        {
            PublicUrl = new Uri("https://site.example"),
            Roles = new RoleMap([new("clerk", (IReadOnlyList<string>)["orders:read"])]),
            Routes = new RouteTable(
                Enumerable
                    .Range(0, Routes)
                    .Select(number => new Route
                    {
                        Name = $"/r{number}/**",
                        Path = PathPattern.Parse($"/r{number}/**"),
                        Schemes =
                        [
                            new BearerScheme(new AccessTokens(), new ClientCertificates()),
                            new KeyScheme(directory, directory, tags),
                            new SessionScheme(sessions, directory),
                            new BasicScheme(new PasswordJudge(directory, new CountingVerifier(), tags, guesses: null)),
                        ],
                        Providers = [provider],
                        Require = new Requirement { Scopes = ["orders:read"] },
                    })
            ),
        };
        _pipeline = new DecisionPipeline(
            DecisionOrder.Checks(
                new RequestAdmission(TimeProvider.System),
                new AuthenticationCheck(
                    new RememberedCredentials(),
                    new FailedCredentials(),
                    directory,
                    directory,
                    TimeProvider.System
                ),
                new FormTokens([])
            ),
            TimeProvider.System
        );
        var token = signer.Sign(
            "at+jwt",
            Encoding.UTF8.GetBytes(
                $$"""{"iss":"https://issuer.example","aud":"orders","sub":"user-1","exp":4102440000,"scope":"orders:read","x":"{{new string('x', 380)}}"}"""
            )
        );
        _token = Facts("Bearer " + token);
        _password = Facts("Basic " + Convert.ToBase64String("alice:right"u8));
        _session = Facts("__Host-gatehouse=" + cookie, "Cookie");
        _nothing = Facts(credentials: null);
    }

    /// <summary>A token of about 800 octets that is remembered.</summary>
    [Benchmark]
    public ValueTask<Verdict> RememberedToken() => DecideAsync(_token);

    /// <summary>A password that is remembered.</summary>
    [Benchmark]
    public ValueTask<Verdict> RememberedPassword() => DecideAsync(_password);

    /// <summary>A session in force that is remembered.</summary>
    [Benchmark]
    public ValueTask<Verdict> RememberedSession() => DecideAsync(_session);

    /// <summary>A refusal for want of credentials, with its trail.</summary>
    [Benchmark]
    public ValueTask<Verdict> NoCredentials() => DecideAsync(_nothing);

    private ValueTask<Verdict> DecideAsync(RequestFacts facts)
    {
        _decision.Reset(_site, facts);
        return _pipeline.DecideAsync(_decision, CancellationToken.None);
    }

    private RequestFacts Facts(string? credentials, string field = "Authorization")
    {
        var target = $"/r{Routes - 1}/orders/42";
        return new RequestFacts
        {
            Method = "GET",
            Target = target,
            Path = CanonicalPath.Read(target),
            Host = "site.example",
            Headers = new HeaderLineList(credentials is null ? [] : [new HeaderLine(field, credentials)]),
            Https = true,
            Peer = IPAddress.Loopback,
            Client = IPAddress.Loopback,
            ReceivedAt = TimeProvider.System.GetUtcNow(),
        };
    }
}
