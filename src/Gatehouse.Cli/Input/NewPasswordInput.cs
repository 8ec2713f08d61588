using System.Globalization;
using Gatehouse.Decisions.Passwords;

namespace Gatehouse.Cli.Input;

/// <summary>Reads a password that is about to be set, which must keep the rules of passwords.</summary>
internal static class NewPasswordInput
{
    public static string Read(bool fromStandardInput, string userName)
    {
        var password = PasswordInput.Read(fromStandardInput);
        return PasswordRules.FaultOf(password, userName) is { } fault
            ? throw new CommandException(Describe(fault), ExitCode.Wrong)
            : password;
    }

    private static string Describe(PasswordFault fault) =>
        fault switch
        {
            PasswordFault.TooShort => string.Create(
                CultureInfo.InvariantCulture,
                $"The password is too short: at least {PasswordRules.MinimumLength} characters, of any kind."
            ),
            PasswordFault.TooLong => string.Create(
                CultureInfo.InvariantCulture,
                $"The password is too long: at most {PasswordRules.MaximumLength} characters."
            ),
            PasswordFault.ContainsName => "The password contains the user's name.",
            PasswordFault.Common =>
                "The password is among those that are guessed first, or one of them with a few digits or signs behind it.",
            _ => "The password is the old one.",
        };
}
