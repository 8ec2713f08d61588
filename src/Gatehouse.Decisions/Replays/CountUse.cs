namespace Gatehouse.Decisions.Replays;

/// <summary>What is known of a count that somebody uses.</summary>
public enum CountUse
{
    /// <summary>It is used for the first time, and counts as used from now on.</summary>
    First,

    /// <summary>It was used before.</summary>
    Repeated,

    /// <summary>It is too long ago to tell.</summary>
    Forgotten,
}
