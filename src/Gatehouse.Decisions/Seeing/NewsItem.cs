namespace Gatehouse.Decisions.Seeing;

/// <summary>Something that happened to the site.</summary>
/// <param name="Kind">What.</param>
/// <param name="Subject">To whom: the provider's name, or empty.</param>
/// <param name="At">When.</param>
public sealed record NewsItem(NewsKind Kind, string Subject, DateTimeOffset At);
