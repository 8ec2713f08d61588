namespace Gatehouse.Console.Account;

/// <summary>What a person has just done on the account page.</summary>
public enum AccountEvent
{
    /// <summary>A session was ended.</summary>
    Ended,

    /// <summary>All other sessions were ended.</summary>
    OthersEnded,

    /// <summary>The password was changed.</summary>
    PasswordSaved,

    /// <summary>What a program might do was ended.</summary>
    ProgramEnded,
}
