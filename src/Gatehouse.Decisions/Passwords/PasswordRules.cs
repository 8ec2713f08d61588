namespace Gatehouse.Decisions.Passwords;

/// <summary>What a new password must be: long, not the user's name, and not among the most common ones. No rules of composition (NIST SP 800-63B).</summary>
public static class PasswordRules
{
    /// <summary>The shortest, in characters.</summary>
    public const int MinimumLength = 10;

    /// <summary>The longest, in characters.</summary>
    public const int MaximumLength = 1024;

    private const int ShortestTellingName = 3;

    /// <summary>What stands against a new password, or null.</summary>
    public static PasswordFault? FaultOf(string password, string userName) =>
        password.Length < MinimumLength ? PasswordFault.TooShort
        : password.Length > MaximumLength ? PasswordFault.TooLong
        : userName.Length >= ShortestTellingName && password.Contains(userName, StringComparison.OrdinalIgnoreCase)
            ? PasswordFault.ContainsName
        : CommonPasswords.Contains(password) ? PasswordFault.Common
        : null;
}
