namespace Gatehouse.Doctor.Exchanges;

/// <summary>One request and what came of it.</summary>
public sealed record Exchange
{
    /// <summary>Its place in the order in which things happened, from 1.</summary>
    public int Number { get; init; }

    /// <summary>Where it comes from, as a person would say it: <c>the curl command</c>, <c>entry 3 of the recording</c>, <c>without credentials</c>.</summary>
    public required string Label { get; init; }

    /// <summary>Why it was sent. <see cref="ProbeIntent.Given"/> where others sent it.</summary>
    public ProbeIntent Intent { get; init; }

    /// <summary>The request; null where only an answer was given.</summary>
    public SentRequest? Request { get; init; }

    /// <summary>The answer; null where there was none.</summary>
    public Answer? Answer { get; init; }

    /// <summary>Why there is no answer.</summary>
    public ExchangeFailure? Failure { get; init; }

    /// <summary>When the request was sent; null where it is not known.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The address of the machine that it left from; null where it is not known.</summary>
    public string? From { get; init; }

    /// <summary>What a browser told about it.</summary>
    public BrowserFacts? Browser { get; init; }

    /// <summary>The server's certificate and what was wrong with it; null for plain http and where it was not seen.</summary>
    public TlsFacts? Tls { get; init; }

    /// <summary>How evidence names it: <c>request 3 (without credentials)</c>.</summary>
    public string Source => $"request {Number} ({Label})";
}
