using System.Net;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Guessing;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Users;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Passwords;

/// <summary>
/// Judges a name and a password: the one place behind every way in that takes them, so that all say and take the same.
/// </summary>
/// <param name="users">The users.</param>
/// <param name="passwords">Who compares.</param>
/// <param name="tags">What stands for a name that is no user's.</param>
/// <param name="guesses">Who counts wrong passwords; null where whoever asks may try as often as they like.</param>
public sealed class PasswordJudge(
    IUserDirectory users,
    IPasswordVerifier passwords,
    CredentialTags tags,
    GuessGuard? guesses
)
{
    private readonly PasswordTries _tries = new();
    private BusyFinding? _busy;

    /// <summary>Every cause that it can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } =
    [
        Causes.User.Unknown,
        Causes.User.Disabled,
        Causes.User.Locked,
        Causes.Password.Wrong,
        Causes.Password.Expired,
        Causes.Server.Busy,
        Causes.Credentials.Throttled,
    ];

    /// <summary>
    /// Judges them; for an unknown name it takes as long as for a wrong password. Not at all while too many wrong ones stand
    /// against the name or the client, nor where there is no room for it. What one client asks at the same time with the same
    /// name and password is compared once, and does not hold itself up.
    /// </summary>
    public async ValueTask<PasswordJudgement> JudgeAsync(
        string name,
        string password,
        RequestFacts facts,
        CancellationToken cancellationToken
    )
    {
        // Asked of everybody alike: that one guess passes where others are told to come back would tell that it is right.
        if (!passwords.HasRoom(facts.Client))
        {
            return Busy();
        }

        var user = UserName.TryCanonicalise(name, out var canonical)
            ? await users.FindUserAsync(canonical, cancellationToken)
            : null;
        var known = NameOf(name, canonical, user);
        PasswordTrier trier = new(GuessKeys.Fold(facts.Client), known, string.Concat(DeviceCookie.Read(facts)));
        using var tried = _tries.Begin(trier, password, user?.PasswordHash);
        GuessPermit? permit = null;
        if (guesses is not null)
        {
            var answer = await guesses.AskAsync(
                new GuessAttempt
                {
                    Name = known,
                    UserId = user?.Id,
                    Client = facts.Client,
                    Facts = facts,
                    Secret = password,
                    JudgedBy = user?.PasswordHash,
                    IsUser = true,
                },
                cancellationToken
            );
            if (answer.Refusal is { } refusal)
            {
                return await tried.WaitForTwinAsync(cancellationToken) && user is not null
                    ? Proved(user)
                    : new(user, Proved: false, refusal);
            }

            permit = answer.Permit;
            if (permit is null)
            {
                return Wrong(name, canonical, user);
            }
        }

        using var _ = permit;
        var match = await tried.CompareAsync(passwords, user?.PasswordHash, password, facts.Client, cancellationToken);
        try
        {
            if (match is null)
            {
                permit?.NotJudged();
            }
            else if (user is not null && match != PasswordMatch.No)
            {
                permit?.Succeeded();
            }
            else if (permit is not null)
            {
                await permit.FailedAsync(cancellationToken);
            }
        }
        finally
        {
            // Whoever was held up meanwhile waits until the guard knows.
            tried.End(match);
        }

        return match switch
        {
            null => Busy(),
            PasswordMatch.Yes when user is not null => Proved(user),
            PasswordMatch.YesButWeak when user is not null => Proved(
                await RehashAsync(user, password, facts.Client, cancellationToken)
            ),
            _ => Wrong(name, canonical, user),
        };
    }

    /// <summary>Notes that a user whose password was judged has signed in, and is known from there.</summary>
    public void NoteSignIn(UserRecord user, IPAddress client) => guesses?.NoteSignIn(user.Id, client);

    private PasswordJudgement Busy()
    {
        // In a flood nearly everybody is told the same.
        var seconds = passwords.RetryAfter;
        var busy = _busy;
        if (busy?.Seconds != seconds)
        {
            _busy = busy = new(
                seconds,
                Finding.Unanswerable(Causes.Server.Busy, Evidence.Number("retry-after", seconds, Disclosure.Caller))
            );
        }

        return new(User: null, Proved: false, busy.Finding);
    }

    private static PasswordJudgement Proved(UserRecord user) =>
        new(
            user,
            Proved: true,
            Barred(user) is { } cause ? Finding.Failed(cause, Evidence.ForOperator("user", user.Name)) : null
        );

    private PasswordJudgement Wrong(string name, string canonical, UserRecord? user) =>
        new(
            user,
            Proved: false,
            user is null
                ? Finding.Failed(
                    Causes.User.Unknown,
                    Evidence.ForOperator("name-tag", tags.TagOf(canonical.Length > 0 ? canonical : name))
                )
                : Finding.Failed(
                    Causes.Password.Wrong,
                    Evidence.ForOperator("user", user.Name),
                    Evidence.ForOperator("account", StateOf(user))
                )
        );

    // Whatever name the directory knows a user by, there is one counter; what is no name counts as it was given.
    private static string NameOf(string name, string canonical, UserRecord? user) =>
        user?.Name ?? (canonical.Length > 0 ? canonical : name);

    private static Cause? Barred(UserRecord user) =>
        user.Disabled ? Causes.User.Disabled
        : user.Locked ? Causes.User.Locked
        : user.MustChangePassword ? Causes.Password.Expired
        : null;

    private static string StateOf(UserRecord user) =>
        user.Disabled ? "disabled"
        : user.Locked ? "locked"
        : user.PasswordHash is null ? "without a password"
        : "in order";

    private async ValueTask<UserRecord> RehashAsync(
        UserRecord user,
        string password,
        IPAddress client,
        CancellationToken cancellationToken
    ) =>
        await passwords.HashAsync(password, client, cancellationToken) is { } hash
        && await users.RehashAsync(user.Id, user.PasswordHash!, hash, cancellationToken)
            ? user with
            {
                PasswordHash = hash,
            }
            : user;

    private sealed record BusyFinding(int Seconds, Finding Finding);
}
