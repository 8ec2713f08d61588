using System.Collections.Concurrent;
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
    // So many requests may wait for the comparison of one other: a program's connections, or a page's, and no flood.
    private const int MostWaiting = 255;

    private readonly ConcurrentDictionary<(UInt128 Address, string Name, string Password), Comparison> _underway = [];
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
    /// name and password is compared once.
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
        if (guesses is null)
        {
            return await CompareAsync(name, canonical, user, password, facts.Client, cancellationToken);
        }

        var answer = await guesses.AskAsync(
            new GuessAttempt
            {
                Name = NameOf(name, canonical, user),
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
            return new(user, Proved: false, refusal);
        }

        using var permit = answer.Permit;
        if (permit is null)
        {
            return Wrong(name, canonical, user);
        }

        var judged = await CompareAsync(name, canonical, user, password, facts.Client, cancellationToken);
        if (judged.Proved)
        {
            permit.Succeeded();
        }
        else if (judged.Refusal is Failed)
        {
            await permit.FailedAsync(cancellationToken);
        }
        else
        {
            permit.NotJudged();
        }

        return judged;
    }

    /// <summary>Notes that a user whose password was judged has signed in, and is known from there.</summary>
    public void NoteSignIn(UserRecord user, IPAddress client) => guesses?.NoteSignIn(user.Id, client);

    private async ValueTask<PasswordJudgement> CompareAsync(
        string name,
        string canonical,
        UserRecord? user,
        string password,
        IPAddress client,
        CancellationToken cancellationToken
    )
    {
        var match = await MatchAsync(name, password, user?.PasswordHash, client, cancellationToken);
        if (match is null)
        {
            return Busy();
        }

        if (user is null || match == PasswordMatch.No)
        {
            return Wrong(name, canonical, user);
        }

        if (match == PasswordMatch.YesButWeak)
        {
            user = await RehashAsync(user, password, client, cancellationToken);
        }

        return new(
            user,
            Proved: true,
            Barred(user) is { } cause ? Finding.Failed(cause, Evidence.ForOperator("user", user.Name)) : null
        );
    }

    // Who asks has been let through to here for itself, with a user of its own. Shared by one address only: how soon a guess
    // is answered must not tell that the owner is just signing in.
    private async ValueTask<PasswordMatch?> MatchAsync(
        string name,
        string password,
        string? hash,
        IPAddress client,
        CancellationToken cancellationToken
    )
    {
        var asked = (GuessKeys.Fold(client), name, password);
        Comparison? own = null;
        while (own is null)
        {
            if (!_underway.TryGetValue(asked, out var first))
            {
                own = new Comparison(hash);
                own = _underway.TryAdd(asked, own) ? own : null;
            }
            else if (!string.Equals(first.Hash, hash, StringComparison.Ordinal) || !first.TryJoin())
            {
                return await passwords.VerifyAsync(hash, password, client, cancellationToken);
            }
            else if (await first.WaitAsync(cancellationToken) is (true, var found))
            {
                // The first writes the better hash.
                return found == PasswordMatch.YesButWeak ? PasswordMatch.Yes : found;
            }
        }

        (bool Ended, PasswordMatch? Match) told = default;
        try
        {
            told = (true, await passwords.VerifyAsync(hash, password, client, cancellationToken));
            return told.Match;
        }
        finally
        {
            // Where the client of the first went away, the next one compares anew.
            _underway.TryRemove(asked, out _);
            own.End(told);
        }
    }

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

    /// <summary>A comparison with a hash that others wait for.</summary>
    private sealed class Comparison(string? hash)
    {
        private readonly TaskCompletionSource<(bool Ended, PasswordMatch? Match)> _end = new(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        private int _waiting;

        public string? Hash { get; } = hash;

        public bool TryJoin()
        {
            if (Interlocked.Increment(ref _waiting) <= MostWaiting)
            {
                return true;
            }

            Interlocked.Decrement(ref _waiting);
            return false;
        }

        /// <summary>Whether it came to its end, and what was found: null for want of room.</summary>
        public async ValueTask<(bool Ended, PasswordMatch? Match)> WaitAsync(CancellationToken cancellationToken)
        {
            try
            {
                return await _end.Task.WaitAsync(cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }

        public void End((bool Ended, PasswordMatch? Match) told) => _end.SetResult(told);
    }
}
