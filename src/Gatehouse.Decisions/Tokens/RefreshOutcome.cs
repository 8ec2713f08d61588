namespace Gatehouse.Decisions.Tokens;

/// <summary>What became of a refresh token that was used.</summary>
public enum RefreshOutcome
{
    /// <summary>It was good: its successor is kept.</summary>
    Rotated,

    /// <summary>It was used a moment ago: the same successor is given again.</summary>
    GivenAgain,

    /// <summary>There is no such token, or no longer.</summary>
    Unknown,

    /// <summary>It belongs to another program.</summary>
    OtherClient,

    /// <summary>It was used before: its whole family has ended.</summary>
    Reused,

    /// <summary>The family has ended.</summary>
    Ended,

    /// <summary>The family's time is over.</summary>
    Expired,
}
