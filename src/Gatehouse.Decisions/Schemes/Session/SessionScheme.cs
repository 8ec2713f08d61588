using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.SecondFactor;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Users;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Decisions.Schemes.Session;

/// <summary>
/// A sign-in on a page, kept by the store and named by a cookie. Its challenge, <c>Session</c>, tells a script where
/// people sign in; browsers know no such scheme and show no box of their own for it.
/// </summary>
public sealed class SessionScheme(ISessionDirectory sessions, IUserDirectory users, ISessionRenewal? renewal = null)
    : IScheme
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    /// <summary>The scheme's word in the configuration.</summary>
    public const string SchemeName = "session";

    /// <inheritdoc/>
    public string Name => SchemeName;

    /// <inheritdoc/>
    public string AuthScheme => "Session";

    /// <inheritdoc/>
    public bool IsAmbient => true;

    /// <summary>Every cause that the scheme can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } =
    [
        Causes.Session.ExpiredIdle,
        Causes.Session.ExpiredAbsolute,
        Causes.Session.Revoked,
        Causes.Session.Unknown,
        Causes.Session.Unreadable,
    ];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <inheritdoc/>
    public Challenge? MakeChallenge(in ChallengeContext context)
    {
        var parameters = new List<(string, string)>
        {
            ("realm", context.Realm),
            ("sign-in", context.Prefix + "sign-in"),
        };
        if (context.Refused is { Told.Next: NextStep.StepUp } refused)
        {
            parameters.Add(("error", refused.Told.OAuthError!));
            parameters.AddRange(StepUpParameters.Of(refused));
        }

        return Challenge.Create("Session", [.. parameters]);
    }

    /// <inheritdoc/>
    public ValueTask<LocatedCredentials> LocateAsync(
        Decision decision,
        Route route,
        CancellationToken cancellationToken
    )
    {
        if (
            SessionCookie.NameFor(decision.Facts, decision.Site.Sessions) is not { } name
            || !SessionCookie.TryFind(decision.Facts, name, out var line, out var start, out var length)
        )
        {
            return new(LocatedCredentials.None);
        }

        // Of two, none is taken: what is presented is then no value at all.
        var taken = SessionCookie.HasAnother(decision.Facts, name, line.AsSpan(start, length)) ? 0 : length;
        return new(new LocatedCredentials(1, line, start, taken, CredentialPlace.Cookie));
    }

    /// <inheritdoc/>
    public async ValueTask<Finding> AuthenticateAsync(
        Decision decision,
        PresentedCredentials credentials,
        CancellationToken cancellationToken
    )
    {
        if (!SessionText.IsWellFormed(credentials.Span))
        {
            return Finding.Failed(
                Causes.Session.Unreadable,
                Evidence.ForOperator(
                    "problem",
                    credentials.Length == 0
                        ? "an empty cookie, or several of this name with different values: something else of the host or domain sets one"
                        : "not the value of one of our cookies (prefix, length or checksum)"
                ),
                Evidence.Number("length", credentials.Length, Disclosure.Operator)
            );
        }

        var session = await sessions.FindSessionAsync(SessionText.Hash(credentials.Span), cancellationToken);
        if (session is null)
        {
            return Finding.Failed(
                Causes.Session.Unknown,
                Evidence.ForOperator("problem", "well formed, but not in the store")
            );
        }

        decision.KnownUser = session.UserName;
        var now = decision.Facts.ReceivedAt;
        if (decision.Site.Sessions.EndOf(session, now) is { } end)
        {
            return Ended(session, end.End, end.At, decision.Site.Sessions);
        }

        var user = await users.FindUserAsync(session.UserId, cancellationToken);
        if (user is null || user.Disabled || user.Locked)
        {
            return Ended(session, SessionEnd.AccountClosed, now, decision.Site.Sessions);
        }

        DateTimeOffset? due = null;
        if (renewal is not null && session.Sealed is not null)
        {
            (session, due) = await renewal.RenewAsync(session, now, cancellationToken);
            if (session is { EndedAt: { } ended, EndedBy: { } by })
            {
                return Ended(session, by, ended, decision.Site.Sessions);
            }
        }

        var until = RememberUntil(session, decision.Site.Sessions, now);
        return new Authenticated(
            PrincipalOf(decision.Site, session, user),
            "the session is known and in force",
            due < until ? due.Value : until
        );
    }

    /// <inheritdoc/>
    public Failed? JudgeAgain(Decision decision, Principal principal) => null;

    /// <inheritdoc/>
    public void NoteGranted(Decision decision, Principal principal)
    {
        if (decision.Route!.CountsAsUse)
        {
            sessions.NoteSessionUsed(principal.SessionId!, decision.Facts.ReceivedAt);
        }
    }

    // Never past the end that it has as things are: each use moves the idle one, which is then looked up again.
    private static DateTimeOffset RememberUntil(SessionRecord session, SessionRules rules, DateTimeOffset now)
    {
        var idle = session.LastUsedAt + rules.Idle;
        var absolute = session.StartedAt + rules.Absolute;
        var end = idle < absolute ? idle : absolute;
        return end < now + Remembered ? end : now + Remembered;
    }

    private static Failed Ended(SessionRecord session, SessionEnd by, DateTimeOffset at, SessionRules rules) =>
        Finding.Failed(
            by switch
            {
                SessionEnd.Idle => Causes.Session.ExpiredIdle,
                SessionEnd.Absolute => Causes.Session.ExpiredAbsolute,
                _ => Causes.Session.Revoked,
            },
            Evidence.ForOperator("session", session.Id),
            Evidence.ForOperator("user", session.UserName),
            Evidence.Instant("began", session.StartedAt, Disclosure.Operator),
            Evidence.Instant("last-used", session.LastUsedAt, Disclosure.Operator),
            Evidence.Instant("ended", at, Disclosure.Caller),
            Evidence.ForOperator("ended-by", by.ToName()),
            Evidence.ForOperator("limits", FormattableString.Invariant($"idle {rules.Idle}, absolute {rules.Absolute}"))
        );

    private static Principal PrincipalOf(Site site, SessionRecord session, UserRecord user)
    {
        IReadOnlyList<string> roles = session.Roles is { Count: > 0 } given
            ? [.. user.Roles.Union(given, StringComparer.Ordinal)]
            : user.Roles;
        return new Principal
        {
            Kind = PrincipalKind.Person,
            Name = user.Name,
            UserId = user.Id,
            Email = user.Email,
            Roles = roles,
            Permissions = site.Roles.PermissionsOf(roles),
            Scheme = SchemeName,
            Provider = session.Provider,
            AuthenticatedAt = session.AuthenticatedAt,
            Factors = Assurance.FactorsOf(session.Methods, acr: null, strong: []),
            AttachedByBrowser = true,
            SessionId = session.Id,
            Epoch = user.Epoch,
        };
    }
}
