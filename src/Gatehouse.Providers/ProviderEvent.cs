namespace Gatehouse.Providers;

/// <summary>Something that an operator's log should tell of a provider.</summary>
/// <param name="Provider">The provider's name in the configuration.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Sentence">It as a sentence for the operator; control characters and lengths are bounded.</param>
/// <param name="At">When.</param>
public sealed record ProviderEvent(string Provider, ProviderEventKind Kind, string Sentence, DateTimeOffset At);
