namespace Gatehouse.Decisions.Guessing;

/// <summary>What a counter of failures counts for. The numbers are kept in stores.</summary>
public enum GuessKind
{
    /// <summary>One user, from wherever it is tried.</summary>
    User = 1,

    /// <summary>One address, whomever it tries.</summary>
    Address = 2,

    /// <summary>One user from one address.</summary>
    Pair = 3,

    /// <summary>One browser that has signed a user in.</summary>
    Device = 4,

    /// <summary>The codes of one user's second factor.</summary>
    Code = 5,

    /// <summary>The keys that nobody has of one address.</summary>
    Key = 6,
}
