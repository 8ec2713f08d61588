namespace Gatehouse.Decisions.Passwords;

/// <summary>Why a new password is not taken.</summary>
public enum PasswordFault
{
    /// <summary>It is too short.</summary>
    TooShort,

    /// <summary>It is too long.</summary>
    TooLong,

    /// <summary>It contains the user's name.</summary>
    ContainsName,

    /// <summary>It is among the most common ones, or one of them with a few digits or signs behind it.</summary>
    Common,

    /// <summary>It is the old one.</summary>
    Unchanged,
}
