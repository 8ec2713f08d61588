using System.Globalization;
using Gatehouse.Decisions.Users;

namespace Gatehouse.Gateway.SignIn;

/// <summary>
/// The sealed proof that somebody may choose a new password for an account: they have just given the old one. Good for
/// ten minutes and, since the account's epoch stands in it, for one change.
/// </summary>
internal static class NewPasswordTicket
{
    private const string Purpose = "new password";
    private const string WithCode = "code";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>For a user who has just given the old password; and the code of the second factor, where there is one.</summary>
    public static string Create(SignInServices services, UserRecord user, bool withCode) =>
        services.Seal.CloseText(
            Purpose,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{user.Id} {user.Epoch} {(services.Time.GetUtcNow() + Lifetime).ToUnixTimeSeconds()} {(withCode ? WithCode : "")}"
            )
        );

    /// <summary>Whose ticket it is, where it is good, and whether the code was given; otherwise null.</summary>
    public static async ValueTask<(UserRecord? User, bool WithCode)> ReadAsync(
        SignInServices services,
        string ticket,
        CancellationToken cancellationToken
    )
    {
        if (
            services.Seal.OpenText(Purpose, ticket)?.Split(' ') is not [var id, var epoch, var end, var code]
            || long.Parse(end, CultureInfo.InvariantCulture) <= services.Time.GetUtcNow().ToUnixTimeSeconds()
        )
        {
            return (null, false);
        }

        var user = await services.Users.FindUserAsync(long.Parse(id, CultureInfo.InvariantCulture), cancellationToken);
        return
            user is { Disabled: false, Locked: false } && user.Epoch == long.Parse(epoch, CultureInfo.InvariantCulture)
            ? (user, code == WithCode)
            : (null, false);
    }
}
