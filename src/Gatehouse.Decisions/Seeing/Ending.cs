namespace Gatehouse.Decisions.Seeing;

/// <summary>Something that ends, or that was used for the last time, at a known instant.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Subject">Which one: a key's id, a file's path, a provider's key.</param>
/// <param name="Words">It as the beginning of an English sentence: "The key k_1 of alice".</param>
/// <param name="At">When it ends, or was last used.</param>
public sealed record Ending(EndingKind Kind, string Subject, string Words, DateTimeOffset At);
