namespace Gatehouse.Decisions.Seeing;

/// <summary>How often a change let clients through that had been refused for a cause.</summary>
/// <param name="Cause">The cause's id.</param>
/// <param name="Change">What had changed.</param>
/// <param name="Count">How often.</param>
public sealed record CureCount(string Cause, CureChange Change, long Count);
