namespace Gatehouse.Decisions.Sessions;

/// <summary>What ended a session.</summary>
public enum SessionEnd
{
    /// <summary>Nothing was done in it for too long.</summary>
    Idle,

    /// <summary>It reached its longest lifetime.</summary>
    Absolute,

    /// <summary>The person signed out.</summary>
    SignedOut,

    /// <summary>The person ended it from another session.</summary>
    EndedByPerson,

    /// <summary>The person signed in again in the same browser.</summary>
    Replaced,

    /// <summary>The password was changed or reset.</summary>
    PasswordChanged,

    /// <summary>An operator ended it.</summary>
    EndedByOperator,

    /// <summary>An operator disabled or locked the account.</summary>
    AccountClosed,

    /// <summary>The identity provider said that the person signed out there, or refused to renew the sign-in.</summary>
    EndedByProvider,

    /// <summary>The second factor was added or removed.</summary>
    FactorChanged,
}
