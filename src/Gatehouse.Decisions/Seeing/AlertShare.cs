namespace Gatehouse.Decisions.Seeing;

/// <summary>What part something has in an alert's refusals.</summary>
/// <param name="Name">A cause, a route, or an address (IPv6: the first of its /64).</param>
/// <param name="Count">How many.</param>
/// <param name="Percent">Of all, in whole percent.</param>
public sealed record AlertShare(string Name, long Count, int Percent);
