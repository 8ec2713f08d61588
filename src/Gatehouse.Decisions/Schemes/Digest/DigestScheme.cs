using System.Globalization;
using System.Security.Cryptography;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Guessing;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Replays;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Users;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;
using Gatehouse.Protocol.Digest;

namespace Gatehouse.Decisions.Schemes.Digest;

/// <summary>
/// A proof of the password in its place (RFC 7616). Never remembered: the nonce count makes each request's credentials
/// good once. A client that makes session keys makes one for each request from the client nonce that it sends along; one
/// that goes on with the key of its first request must repeat that request's client nonce.
/// </summary>
public sealed class DigestScheme(
    IDigestSecrets secrets,
    DigestNonces nonces,
    IUseCounts counts,
    CredentialTags tags,
    DigestOptions options,
    GuessGuard? guesses = null
) : IScheme
{
    private const int LongestEvidence = 2048;
    private const string ForwardedUri = "X-Forwarded-Uri";
    private const string OriginalUri = "X-Original-URI";

    // Hashed with where there is no secret, so that the time tells nothing of it.
    private readonly byte[] _nobodysSecret = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);

    /// <inheritdoc/>
    public string Name => "digest";

    /// <inheritdoc/>
    public string AuthScheme => "Digest";

    /// <inheritdoc/>
    public bool IsAmbient => false;

    /// <inheritdoc/>
    public bool SameOnEveryRoute => true;

    /// <summary>Every cause that the scheme can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } =
    [
        Causes.Credentials.Unreadable,
        Causes.Digest.AlgorithmUnsupported,
        Causes.Digest.QopUnsupported,
        Causes.Digest.UriMismatch,
        Causes.Digest.NonceUnknown,
        Causes.Digest.NonceStale,
        Causes.Digest.Replayed,
        Causes.Digest.ResponseWrong,
        Causes.User.Unknown,
        Causes.User.Disabled,
        Causes.User.Locked,
        Causes.Password.Expired,
        Causes.Credentials.Throttled,
    ];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <summary>The challenge of the algorithm that is offered first.</summary>
    public Challenge? MakeChallenge(in ChallengeContext context) =>
        MakeChallenges(context) is [var first, ..] ? first : null;

    /// <summary>One challenge for each algorithm, in their order.</summary>
    public IReadOnlyList<Challenge> MakeChallenges(in ChallengeContext context)
    {
        // A script's request must not make the browser's own box appear where people sign in on a page.
        if (context.Route.OffersSession && BrowserRequest.IsScript(context.Facts))
        {
            return [];
        }

        // Whoever repeats a count has the right password too, and is helped by another nonce.
        var stale =
            context.Refused?.Told is { } told && (told == Causes.Digest.NonceStale || told == Causes.Digest.Replayed);
        var challenges = new List<Challenge>(options.Algorithms.Count);
        foreach (var algorithm in options.Algorithms)
        {
            var parameters = new List<(string, string)>
            {
                ("realm", DigestCredentials.WireOf(context.Realm)),
                ("qop", string.Join(", ", options.Qops)),
                ("algorithm", algorithm.Name),
                ("nonce", nonces.Create(context.Realm, counts.Origin, context.Facts.ReceivedAt)),
                ("charset", "UTF-8"),
            };
            if (options.UserHash)
            {
                parameters.Add(("userhash", "true"));
            }

            if (stale)
            {
                parameters.Add(("stale", "true"));
            }

            challenges.Add(Challenge.Create("Digest", [.. parameters]));
        }

        return challenges;
    }

    /// <inheritdoc/>
    public ValueTask<LocatedCredentials> LocateAsync(
        Decision decision,
        Route route,
        CancellationToken cancellationToken
    ) => new(LocatedCredentials.None);

    /// <inheritdoc/>
    public async ValueTask<Finding> AuthenticateAsync(
        Decision decision,
        PresentedCredentials credentials,
        CancellationToken cancellationToken
    )
    {
        if (Read(credentials, out var digest, out var algorithm) is { } unread)
        {
            return unread;
        }

        if (!IsTarget(digest!.Uri, decision.Facts) && !IsRewritten(digest.Uri, decision.Facts))
        {
            return UriMismatch(decision, digest.Uri);
        }

        if (!nonces.TryRead(digest.Nonce, decision.Site.Realm, out var nonce))
        {
            return Finding.Failed(
                Causes.Digest.NonceUnknown,
                Evidence.ForOperator("problem", "not made with one of this site's keys for this realm"),
                Evidence.Number("length", digest.Nonce.Length, Disclosure.Operator)
            );
        }

        var body = await BodyAsync(decision.Facts, digest, cancellationToken);
        if (body is null)
        {
            return Finding.Failed(
                Causes.Digest.QopUnsupported,
                Evidence.ForCaller(
                    "offered",
                    $"{OfferedQops} ({DigestArithmetic.AuthInt} for bodies of at most {Text(options.LargestBody)} octets)"
                )
            );
        }

        var user = await FindAsync(decision.Site.Realm, digest, algorithm.Hash, cancellationToken);
        var answer = await AskAsync(decision.Facts, digest, user?.User, cancellationToken);
        if (answer?.Refusal is { } held)
        {
            decision.KnownUser = user?.User.Name;
            return held;
        }

        using var permit = answer?.Permit;
        var secret = user?.Secret ?? _nobodysSecret.AsMemory(0, DigestArithmetic.LengthOf(algorithm.Hash));
        var input = digest.InputOf(algorithm, decision.Facts.Method, body.Value);
        var right = DigestArithmetic.AreEqual(digest.Response, DigestArithmetic.Response(secret.Span, input));
        if (WhatIsWrong(decision, digest, user, right) is { } wrong)
        {
            decision.KnownUser = user?.User.Name;
            if (permit is not null)
            {
                await permit.FailedAsync(cancellationToken);
            }

            return wrong;
        }

        // Whatever is wrong with the nonce, the password is right: a stale one or a replay is no guess.
        permit?.Succeeded();
        decision.KnownUser = user!.User.Name;
        return await JudgeProvedAsync(decision, user.User, nonce, digest, secret, input, cancellationToken);
    }

    /// <inheritdoc/>
    public Failed? JudgeAgain(Decision decision, Principal principal) => null;

    private string OfferedQops => string.Join(", ", options.Qops);

    private Failed? Read(PresentedCredentials credentials, out DigestCredentials? digest, out DigestAlgorithm algorithm)
    {
        algorithm = default;
        digest = null;
        if (!CredentialsParser.TryParse(credentials.Text, out var parsed, out _))
        {
            return Unreadable("the parameters cannot be read");
        }

        if (!DigestCredentials.TryRead(parsed!, out digest, out var fault))
        {
            return Unreadable(fault!.ToString());
        }

        if (!DigestAlgorithm.TryParse(digest!.Algorithm, out algorithm) || !options.Algorithms.Contains(algorithm))
        {
            return Finding.Failed(
                Causes.Digest.AlgorithmUnsupported,
                Evidence.ForOperator("algorithm", SafeText.Escape(digest.Algorithm ?? "none, which means MD5", 64)),
                Evidence.ForCaller("offered", string.Join(", ", options.Algorithms))
            );
        }

        if (digest.Qop is null || !options.Qops.Contains(digest.Qop, StringComparer.OrdinalIgnoreCase))
        {
            return Finding.Failed(
                Causes.Digest.QopUnsupported,
                Evidence.ForOperator("qop", SafeText.Escape(digest.Qop ?? "none", 64)),
                Evidence.ForCaller("offered", OfferedQops)
            );
        }

        return digest.UserHashed && !options.UserHash ? Unreadable("userhash=true was not offered") : null;
    }

    private async ValueTask<Finding> JudgeProvedAsync(
        Decision decision,
        UserRecord user,
        DigestNonce nonce,
        DigestCredentials digest,
        ReadOnlyMemory<byte> secret,
        DigestInput input,
        CancellationToken cancellationToken
    )
    {
        var now = decision.Facts.ReceivedAt;
        var end = nonce.IssuedAt + options.NonceLifetime;
        if (nonce.Origin != counts.Origin)
        {
            return Stale(
                nonce,
                now,
                "issued by another process, or before a restart, and its counts are not known here"
            );
        }

        if (end <= now || nonce.IssuedAt > now + decision.Site.ClockSkew)
        {
            return Stale(nonce, now, "older than " + options.NonceLifetime.ToString("c", CultureInfo.InvariantCulture));
        }

        switch (await counts.UseAsync(nonce.Id, nonce.IssuedAt, end, digest.Count, now, cancellationToken))
        {
            case CountUse.Repeated:
                return Finding.Failed(
                    Causes.Digest.Replayed,
                    Evidence.ForOperator("user", user.Name),
                    Evidence.ForOperator("count", digest.NonceCount!),
                    Evidence.Instant("issued", nonce.IssuedAt, Disclosure.Operator)
                );
            case CountUse.Forgotten:
                return Stale(nonce, now, "its count lies too far back to tell whether it was used");
            default:
                break;
        }

        if (Barred(user) is { } cause)
        {
            decision.ToldToOwner = true;
            return Finding.Failed(cause, Evidence.ForOperator("user", user.Name));
        }

        guesses?.NoteSignIn(user.Id, decision.Facts.Client);
        return new Authenticated(PrincipalOf(decision.Site, user), "the response proves the user's password", now)
        {
            AnswerFields = [Proof(decision.Site.Realm, secret.Span, input, end, now)],
        };
    }

    // The answer's body is passed on as it comes, so what is proved of an answer is its head: auth, after auth-int too.
    private HeaderLine Proof(
        string realm,
        ReadOnlySpan<byte> secret,
        in DigestInput input,
        DateTimeOffset end,
        DateTimeOffset now
    ) =>
        new(
            AuthenticationInfo.FieldName,
            AuthenticationInfo.Write(
                secret,
                input with
                {
                    Qop = DigestArithmetic.Auth,
                },
                end - now < options.NonceLifetime / 4 ? nonces.Create(realm, counts.Origin, now) : null
            )
        );

    private async ValueTask<DigestUser?> FindAsync(
        string realm,
        DigestCredentials digest,
        DigestHash hash,
        CancellationToken cancellationToken
    )
    {
        if (digest.UserHashed)
        {
            return digest.User.Length == 2 * DigestArithmetic.LengthOf(hash)
                ? await secrets.FindDigestUserAsync(Convert.FromHexString(digest.User), realm, hash, cancellationToken)
                : null;
        }

        return UserName.TryCanonicalise(digest.User, out var canonical)
            ? await secrets.FindDigestUserAsync(canonical, realm, hash, cancellationToken)
            : null;
    }

    // The body in full, where the response covers it; null where it is too large to be held.
    private async ValueTask<ReadOnlyMemory<byte>?> BodyAsync(
        RequestFacts facts,
        DigestCredentials digest,
        CancellationToken cancellationToken
    )
    {
        if (facts.Body is null || !DigestArithmetic.AuthInt.Equals(digest.Qop, StringComparison.OrdinalIgnoreCase))
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        var body = await facts.Body.PeekAsync(options.LargestBody + 1, cancellationToken);
        return body.Length <= options.LargestBody ? body : new ReadOnlyMemory<byte>?();
    }

    // RFC 7616 section 3.4.6: the same resource, where one of the two is written with its authority too.
    private static bool IsTarget(string uri, RequestFacts facts) =>
        uri == facts.Target
        || PathOf(uri, facts.Authority) is { } path && path == facts.Target
        || PathOf(facts.Target, facts.Authority) is { } target && target == uri;

    // What a proxy in front has made another target of is what it says it was, and nothing else: it says so once, in a field
    // that it sets itself.
    private bool IsRewritten(string uri, RequestFacts facts)
    {
        if (!options.RewritingProxies.Contains(facts.Peer))
        {
            return false;
        }

        var name = facts.Headers.Count(ForwardedUri) > 0 ? ForwardedUri : OriginalUri;
        return facts.Headers.Count(ForwardedUri) + facts.Headers.Count(OriginalUri) == 1
            && facts.Headers.Line(name, 0) is { } said
            && (uri == said || (PathOf(uri, facts.Authority) is { } path && path == said));
    }

    private static string? PathOf(string uri, string authority)
    {
        var scheme = uri.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0 || uri.StartsWith('/'))
        {
            return null;
        }

        var rest = uri.AsSpan(scheme + 3);
        var path = rest.IndexOfAny('/', '?');
        path = path < 0 ? rest.Length : path;
        return rest[..path].Equals(authority, StringComparison.OrdinalIgnoreCase)
            ? (path < rest.Length && rest[path] == '/' ? "" : "/") + rest[path..].ToString()
            : null;
    }

    private static Failed UriMismatch(Decision decision, string uri)
    {
        var secret = decision.Site.Routes.KeyParameters;
        return Finding.Failed(
            Causes.Digest.UriMismatch,
            Evidence.ForCaller("uri", SafeText.Escape(SafeText.Target(uri, secret), LongestEvidence)),
            Evidence.ForCaller(
                "target",
                SafeText.Escape(SafeText.Target(decision.Facts.Target, secret), LongestEvidence)
            )
        );
    }

    private Failed? WhatIsWrong(Decision decision, DigestCredentials digest, DigestUser? user, bool right) =>
        user is null
            ? Finding.Failed(
                Causes.User.Unknown,
                Evidence.ForOperator("name-tag", tags.TagOf(digest.User)),
                Evidence.ForOperator("name-sent-as", digest.UserHashed ? "hash" : "text")
            )
        : ProblemOf(decision, digest, user, right) is { } problem
            ? Finding.Failed(
                Causes.Digest.ResponseWrong,
                Evidence.ForOperator("user", user.User.Name),
                Evidence.ForOperator("problem", problem)
            )
        : null;

    // Each response is another text, so a program that repeats one wrong password cannot be told from one that guesses.
    private async ValueTask<GuessAnswer?> AskAsync(
        RequestFacts facts,
        DigestCredentials digest,
        UserRecord? user,
        CancellationToken cancellationToken
    ) =>
        guesses is null
            ? null
            : await guesses.AskAsync(
                new GuessAttempt
                {
                    // A hashed name counts for itself, known or not: what counts for the user would tell that there is one.
                    Name = digest.UserHashed
                        ? "userhash " + digest.User.ToLowerInvariant()
                        : user?.Name
                            ?? (UserName.TryCanonicalise(digest.User, out var canonical) ? canonical : digest.User),
                    UserId = user?.Id,
                    Client = facts.Client,
                    Facts = facts,
                    IsUser = true,
                },
                cancellationToken
            );

    private static string? ProblemOf(Decision decision, DigestCredentials digest, DigestUser user, bool right) =>
        user.Secret is null
            ? user.KeptFor is { Count: > 0 } kept
                ? $"kept for another realm or algorithm: {string.Join("; ", kept)}; setting the password keeps it for this one"
                : "Digest is not switched on for the account"
            : digest.Realm != decision.Site.Realm
                ? "another realm: " + SafeText.Escape(digest.Realm, 256)
                : right
                    ? null
                    : !digest.UserHashed && digest.User != user.User.Name
                        ? "another password, or the name in another form than it is kept in, which Digest cannot tell"
                        : "another password";

    private static Failed Stale(DigestNonce nonce, DateTimeOffset now, string problem) =>
        Finding.Failed(
            Causes.Digest.NonceStale,
            Evidence.Instant("issued", nonce.IssuedAt, Disclosure.Caller),
            Evidence.Number("ago", (long)(now - nonce.IssuedAt).TotalSeconds, Disclosure.Caller),
            Evidence.ForOperator("problem", problem)
        );

    private static Failed Unreadable(string problem) =>
        Finding.Failed(Causes.Credentials.Unreadable, Evidence.ForCaller("problem", problem));

    private static Cause? Barred(UserRecord user) =>
        user.Disabled ? Causes.User.Disabled
        : user.Locked ? Causes.User.Locked
        : user.MustChangePassword ? Causes.Password.Expired
        : null;

    private static Principal PrincipalOf(Site site, UserRecord user) =>
        new()
        {
            Kind = PrincipalKind.Person,
            Name = user.Name,
            UserId = user.Id,
            Email = user.Email,
            Roles = user.Roles,
            Permissions = site.Roles.PermissionsOf(user.Roles),
            Scheme = "digest",
            AttachedByBrowser = true,
            Epoch = user.Epoch,
        };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
