using Gatehouse.Decisions.Passwords;

namespace Gatehouse.Console.SignIn;

/// <summary>What the page for a new password shows.</summary>
/// <param name="Language">The language of the texts.</param>
/// <param name="Prefix">The path prefix of the gateway's own endpoints.</param>
/// <param name="Contact">Where people may write for help, or null.</param>
/// <param name="UserName">Whose password it is.</param>
/// <param name="FormToken">The token that ties the form to this browser.</param>
/// <param name="Ticket">The sealed proof that the person may choose.</param>
/// <param name="ReturnTo">The path of this site to which the person was going.</param>
/// <param name="MustChange">Whether the person is asked because the old password must be changed.</param>
/// <param name="Fault">What is wrong with the password that was given, or null.</param>
public sealed record NewPasswordView(
    string Language,
    string Prefix,
    string? Contact,
    string UserName,
    string FormToken,
    string Ticket,
    string ReturnTo,
    bool MustChange,
    PasswordFault? Fault
);
