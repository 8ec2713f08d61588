using Gatehouse.Decisions.Providers;

namespace Gatehouse.Providers.Keys;

/// <summary>What came of reading a key set: a document, the same as last time, or a failure.</summary>
internal sealed record KeyFetch
{
    private KeyFetch() { }

    /// <summary>Nothing has changed since the last fetch, be that good or bad.</summary>
    public static KeyFetch Unchanged { get; } = new();

    public ReadOnlyMemory<byte>? Document { get; private init; }

    /// <summary>Where the document stands, as operators know it.</summary>
    public string Origin { get; private init; } = "";

    public ProviderState FailedState { get; private init; }

    public string? Failure { get; private init; }

    public TimeSpan? RetryAfter { get; private init; }

    public static KeyFetch Of(ReadOnlyMemory<byte> document, string origin) =>
        new() { Document = document, Origin = origin };

    public static KeyFetch Failed(ProviderState state, string sentence, TimeSpan? retryAfter) =>
        new()
        {
            FailedState = state,
            Failure = sentence,
            RetryAfter = retryAfter,
        };
}
