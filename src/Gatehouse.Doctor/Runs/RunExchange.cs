using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Runs;

/// <summary>One request of a saved run and what came of it. Fields stand as <c>Name: value</c>.</summary>
internal sealed record RunExchange
{
    public required int Number { get; init; }

    public required string Label { get; init; }

    public ProbeIntent Intent { get; init; }

    public DateTimeOffset? At { get; init; }

    /// <summary>The address of the machine that it left from.</summary>
    public string? From { get; init; }

    public string? Method { get; init; }

    public string? Url { get; init; }

    public IReadOnlyList<string> Asked { get; init; } = [];

    public int? Status { get; init; }

    public string? Reason { get; init; }

    public string? Http { get; init; }

    /// <summary>The address that answered.</summary>
    public string? Address { get; init; }

    public IReadOnlyList<string> Fields { get; init; } = [];

    public string? Body { get; init; }

    public FailureKind? Failure { get; init; }

    public string? FailureText { get; init; }

    public TlsFacts? Tls { get; init; }
}
