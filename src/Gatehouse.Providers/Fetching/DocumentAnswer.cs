using Gatehouse.Decisions.Providers;

namespace Gatehouse.Providers.Fetching;

/// <summary>What came of asking for one document.</summary>
internal sealed record DocumentAnswer
{
    private DocumentAnswer() { }

    public ReadOnlyMemory<byte>? Body { get; private init; }

    public ProviderState FailedState { get; private init; }

    /// <summary>What went wrong, as a sentence; null where nothing did.</summary>
    public string? Failure { get; private init; }

    /// <summary>How long the other side wants to be left alone.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Whether the other side answered that the document is not to be had there.</summary>
    public bool NotThere { get; private init; }

    public static DocumentAnswer Of(ReadOnlyMemory<byte> body) => new() { Body = body };

    public static DocumentAnswer Unreachable(string sentence, TimeSpan? retryAfter) =>
        new()
        {
            FailedState = ProviderState.Unreachable,
            Failure = sentence,
            RetryAfter = retryAfter,
        };

    public static DocumentAnswer Misconfigured(string sentence) =>
        new() { FailedState = ProviderState.Misconfigured, Failure = sentence };

    public static DocumentAnswer Missing(string sentence) =>
        new()
        {
            FailedState = ProviderState.Misconfigured,
            Failure = sentence,
            NotThere = true,
        };
}
