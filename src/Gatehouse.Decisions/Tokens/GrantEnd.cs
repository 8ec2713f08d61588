namespace Gatehouse.Decisions.Tokens;

/// <summary>What ended a program's leave to act for a person.</summary>
public enum GrantEnd
{
    /// <summary>The program gave it back (RFC 7009).</summary>
    GivenBack,

    /// <summary>The person ended it on the account page.</summary>
    EndedByPerson,

    /// <summary>An operator ended it.</summary>
    EndedByOperator,

    /// <summary>A refresh token came again after its successor was given out: one of the two senders has stolen it.</summary>
    RefreshReused,

    /// <summary>The authorization code came again (RFC 6749 section 4.1.2).</summary>
    CodeReused,

    /// <summary>The password was changed or reset.</summary>
    PasswordChanged,

    /// <summary>An operator disabled or locked the account.</summary>
    AccountClosed,

    /// <summary>A second factor was turned on or off.</summary>
    FactorChanged,

    /// <summary>The identity provider ended the sign-in in which it was given.</summary>
    EndedByProvider,

    /// <summary>The person has allowed the same program so often since that there is no room for it.</summary>
    Displaced,
}
