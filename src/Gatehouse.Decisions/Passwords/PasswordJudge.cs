using System.Net;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Users;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Passwords;

/// <summary>
/// Judges a name and a password: the one place behind every way in that takes them, so that all say and take the same.
/// </summary>
public sealed class PasswordJudge(IUserDirectory users, IPasswordVerifier passwords, CredentialTags tags)
{
    /// <summary>Every cause that it can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } =
    [
        Causes.User.Unknown,
        Causes.User.Disabled,
        Causes.User.Locked,
        Causes.Password.Wrong,
        Causes.Password.Expired,
        Causes.Server.Busy,
    ];

    /// <summary>Judges them; for an unknown name it takes as long as for a wrong password.</summary>
    public async ValueTask<PasswordJudgement> JudgeAsync(
        string name,
        string password,
        IPAddress client,
        CancellationToken cancellationToken
    )
    {
        var user = UserName.TryCanonicalise(name, out var canonical)
            ? await users.FindUserAsync(canonical, cancellationToken)
            : null;
        var match = await passwords.VerifyAsync(user?.PasswordHash, password, client, cancellationToken);
        if (match is null)
        {
            return new(
                User: null,
                Proved: false,
                Finding.Unanswerable(Causes.Server.Busy, Evidence.Number("retry-after", 2, Disclosure.Caller))
            );
        }

        if (user is null)
        {
            return new(
                User: null,
                Proved: false,
                Finding.Failed(
                    Causes.User.Unknown,
                    Evidence.ForOperator("name-tag", tags.TagOf(canonical.Length > 0 ? canonical : name))
                )
            );
        }

        if (match == PasswordMatch.No)
        {
            return new(
                user,
                Proved: false,
                Finding.Failed(
                    Causes.Password.Wrong,
                    Evidence.ForOperator("user", user.Name),
                    Evidence.ForOperator("account", StateOf(user))
                )
            );
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
}
