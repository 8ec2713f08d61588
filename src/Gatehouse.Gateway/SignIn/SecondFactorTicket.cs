using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Decisions.Secrets;
using Gatehouse.Decisions.Users;

namespace Gatehouse.Gateway.SignIn;

/// <summary>
/// The sealed proof of what somebody has shown before they are asked for the code of their second factor: the password, or
/// a session in force. Good for five minutes and in one browser; void when the password is changed or the session ends.
/// </summary>
/// <param name="UserId">Who it is.</param>
/// <param name="Session">The public id of the session that is to become stronger; null where the password was given.</param>
/// <param name="PasswordTag">Names the password that was given, without giving it away; empty for a session.</param>
internal sealed record SecondFactorTicket(long UserId, string? Session, string PasswordTag)
{
    private const int TagLength = 32;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>For somebody whose password was right.</summary>
    public static SecondFactorTicket AfterPassword(UserRecord user) => new(user.Id, Session: null, TagOf(user));

    /// <summary>For somebody who is signed in.</summary>
    public static SecondFactorTicket Within(string session, UserRecord user) => new(user.Id, session, PasswordTag: "");

    /// <summary>Whether the account is still as it was when the person showed who they are.</summary>
    public bool Fits(UserRecord user) =>
        user is { Disabled: false, Locked: false }
        && (Session is not null || string.Equals(PasswordTag, TagOf(user), StringComparison.Ordinal));

    /// <summary>The text for the form in this browser.</summary>
    public string Close(Seal seal, string browser, DateTimeOffset now) =>
        seal.CloseText(
            PurposeFor(browser),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{UserId} {Session} {PasswordTag} {(now + Lifetime).ToUnixTimeSeconds()}"
            )
        );

    /// <summary>What a form of this browser holds; null where it was not made for it, or is too old.</summary>
    public static SecondFactorTicket? Open(Seal seal, string browser, string text, DateTimeOffset now) =>
        seal.OpenText(PurposeFor(browser), text)?.Split(' ') is [var user, var session, var tag, var end]
        && long.Parse(end, CultureInfo.InvariantCulture) > now.ToUnixTimeSeconds()
            ? new(long.Parse(user, CultureInfo.InvariantCulture), session.Length == 0 ? null : session, tag)
            : null;

    private static string PurposeFor(string browser) => "second factor in the browser " + browser;

    private static string TagOf(UserRecord user) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(user.PasswordHash ?? "")))[..TagLength];
}
