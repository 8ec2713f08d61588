namespace Gatehouse.Decisions.Sessions;

/// <summary>How long the sessions that one thing ended had lasted.</summary>
/// <param name="EndedBy">What ended them.</param>
/// <param name="Count">How many.</param>
/// <param name="Shortest">The shortest lifetime.</param>
/// <param name="Mean">The mean lifetime.</param>
/// <param name="Longest">The longest lifetime.</param>
public sealed record SessionLifetimes(
    SessionEnd EndedBy,
    long Count,
    TimeSpan Shortest,
    TimeSpan Mean,
    TimeSpan Longest
);
