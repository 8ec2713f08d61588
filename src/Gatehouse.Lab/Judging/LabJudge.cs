using System.Net;
using System.Security.Cryptography;
using Gatehouse.AspNetCore.Answers;
using Gatehouse.AspNetCore.Refusals;
using Gatehouse.AspNetCore.Requests;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Admission;
using Gatehouse.Decisions.Checks;
using Gatehouse.Decisions.CrossSite;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Keyring;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.References;
using Gatehouse.Decisions.Remembered;
using Gatehouse.Decisions.Replays;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes;
using Gatehouse.Decisions.Schemes.Basic;
using Gatehouse.Decisions.Schemes.Bearer;
using Gatehouse.Decisions.Schemes.Certificate;
using Gatehouse.Decisions.Schemes.Digest;
using Gatehouse.Decisions.Schemes.Key;
using Gatehouse.Decisions.Schemes.Session;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Lab.Dress;
using Gatehouse.Lab.Serving;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Digest;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Judging;

/// <summary>
/// The decision of Gatehouse itself, over accounts in memory: what it refuses in the lab it refuses as the gateway does.
/// </summary>
internal sealed class LabJudge : IDisposable
{
    /// <summary>The path prefix of the lab's own pages.</summary>
    public const string Prefix = "/_lab/";

    /// <summary>The realm of every challenge.</summary>
    public const string Realm = "Lab";

    private readonly TimeProvider _clock;
    private readonly ReferenceCipher _references;
    private readonly CredentialTags _tags = new(RandomNumberGenerator.GetBytes(32));

    public LabJudge(TimeProvider clock)
    {
        _clock = clock;
        Accounts = new LabAccounts(clock);
        Sessions = new LabSessions(Accounts, clock);
        SiteKey[] keys = [new(1, KeyPurpose.Cookie, RandomNumberGenerator.GetBytes(32), clock.GetUtcNow())];
        FormTokens = new FormTokens(keys);
        Nonces = new DigestNonces(keys);
        _references = new ReferenceCipher([RandomNumberGenerator.GetBytes(16)], node: 1);
        Basic = BasicOver(Accounts, Passwords);
        Key = new KeyScheme(Accounts, Accounts, _tags);
        Session = new SessionScheme(Sessions, Accounts);
        DigestScheme Offer(DigestOptions options) => new(Accounts, Nonces, Counts, _tags, options);
        Digest = Offer(new DigestOptions());
        DigestOfBodies = Offer(new DigestOptions { Qops = [DigestArithmetic.Auth, DigestArithmetic.AuthInt] });
        DigestWithMd5 = Offer(new DigestOptions { Algorithms = [new(DigestHash.Sha256), new(DigestHash.Md5)] });
        Refusals = new RefusalResponder(_references, Journal, _tags, new LabRefusalPage());
    }

    public LabAccounts Accounts { get; }

    public LabSessions Sessions { get; }

    public LabPasswords Passwords { get; } = new();

    public LabJournal Journal { get; } = new();

    public FormTokens FormTokens { get; }

    public IScheme Basic { get; }

    public IScheme Bearer { get; } = new BearerScheme(new AccessTokens(), new ClientCertificates());

    public IScheme Key { get; }

    public IScheme Session { get; }

    /// <summary>Digest as a site offers it that has no old clients: SHA-256 alone.</summary>
    public IScheme Digest { get; }

    /// <summary>Digest that protects bodies too, where a client wants it.</summary>
    public IScheme DigestOfBodies { get; }

    /// <summary>Digest with MD5 behind SHA-256, for clients that know nothing else.</summary>
    public IScheme DigestWithMd5 { get; }

    public DigestNonces Nonces { get; }

    public CountsInMemory Counts { get; } = new();

    public RefusalResponder Refusals { get; }

    /// <summary>Names and passwords over other accounts than the common ones, or where another number of them can be compared.</summary>
    public IScheme BasicOver(LabAccounts accounts, LabPasswords passwords) =>
        new BasicScheme(new PasswordJudge(accounts, passwords, _tags, guesses: null));

    /// <summary>
    /// The decision over these routes. <paramref name="extra"/> are checks of the lab's own, asked before credentials are
    /// read, or late ones, asked when it is known who the caller is.
    /// </summary>
    public LabSite Decide(IEnumerable<Route> routes, Uri address, params ICheck[] extra)
    {
        var site = new Site
        {
            Realm = Realm,
            PublicUrl = address,
            Prefix = Prefix,
            Routes = new RouteTable(routes),
            Roles = new RoleMap(
                new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
                {
                    ["clerk"] = ["orders:read"],
                    ["admin"] = ["orders:read", "orders:write"],
                }
            ),
            // A client of this machine may say where it comes from, as a proxy would.
            TrustedProxies = new TrustedProxies([IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")]),
            Deny = [IPNetwork.Parse("203.0.113.0/24")],
            DenyHosts = [LabHostNames.Denied],
            Sessions = new SessionRules { PlainHttp = true },
        };
        var checks = DecisionOrder
            .Checks(
                new RequestAdmission(_clock),
                new AuthenticationCheck(
                    new RememberedCredentials(1024),
                    new FailedCredentials(),
                    Accounts,
                    Accounts,
                    _clock
                ),
                FormTokens,
                new LabHostNames()
            )
            .ToList();
        checks.InsertRange(checks.FindIndex(check => check is CredentialsCheck), extra.Where(check => !IsLate(check)));
        checks.InsertRange(checks.FindIndex(check => check is AuthorizationCheck), extra.Where(IsLate));
        return new LabSite(site, new DecisionPipeline(checks, _clock));
    }

    /// <summary>A decision about a request as it came, with nothing asked yet; it ends with the request.</summary>
    public Decision Begin(HttpContext context, LabSite site)
    {
        var decision = new Decision();
        decision.Reset(site.Site, RequestReader.Read(context, site.Site, _clock));
        context.Response.RegisterForDispose(new Release(decision));
        return decision;
    }

    /// <summary>
    /// Decides on a request. Refused, it is answered, in the words of another server where a dress is given, and null
    /// comes back; granted, the decision does.
    /// </summary>
    public async Task<Decision?> AdmitAsync(HttpContext context, LabSite site, IDress? dress = null)
    {
        var decision = Begin(context, site);
        var verdict = await site.Pipeline.DecideAsync(decision, context.RequestAborted);
        if (verdict is not Refused refused)
        {
            GrantedFields.Apply(context, decision);
            return decision;
        }

        if (dress is null)
        {
            await Refusals.RespondAsync(context, decision, refused);
        }
        else
        {
            await DressAsync(context, decision, refused, dress);
        }

        return null;
    }

    /// <summary>Refuses for a cause that something other than the checks found.</summary>
    public Task RefuseAsync(
        HttpContext context,
        Decision decision,
        Cause cause,
        params Decisions.Findings.Evidence[] evidence
    ) =>
        Refusals.RespondAsync(
            context,
            decision,
            new Denied(cause, evidence, [.. decision.Steps], decision.Route)
            {
                Presented = decision.Presented,
                User = decision.Principal?.Name,
            }
        );

    private static bool IsLate(ICheck check) => check is LabCheck { IsLate: true };

    private Task DressAsync(HttpContext context, Decision decision, Refused refused, IDress dress)
    {
        var refusal = Refusals.Prepare(context, decision, refused);
        DressedRefusals.Note(context, refused.Cause);
        var presented = Dress.PresentedCredentials.Read(context.Request.Headers.Authorization).Scheme;
        var schemes = decision.Route?.Schemes ?? [];
        var scheme =
            schemes.FirstOrDefault(one => string.Equals(one.AuthScheme, presented, StringComparison.OrdinalIgnoreCase))
            ?? (schemes is [var first, ..] ? first : null);
        return DressWriter.WriteAsync(
            context,
            dress.Answer(
                DressContext.Of(
                    context,
                    refused.Cause,
                    refusal,
                    scheme is SessionScheme ? DressContext.Cookie : scheme?.AuthScheme,
                    decision.Site.Realm,
                    decision.Facts.ReceivedAt
                )
            )
        );
    }

    /// <inheritdoc/>
    public void Dispose() => _references.Dispose();

    private sealed class Release(Decision decision) : IDisposable
    {
        public void Dispose() => decision.Release();
    }
}
