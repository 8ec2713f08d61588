namespace Gatehouse.Decisions.Passwords;

/// <summary>Whether a password is the one that was hashed.</summary>
public enum PasswordMatch
{
    /// <summary>It is not.</summary>
    No,

    /// <summary>It is.</summary>
    Yes,

    /// <summary>It is, and the hash is weaker than present ones: hash it anew.</summary>
    YesButWeak,
}
