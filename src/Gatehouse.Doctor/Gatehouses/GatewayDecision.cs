using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Gatehouses;

/// <summary>What a gateway decided about one request, and by which checks.</summary>
public sealed record GatewayDecision
{
    /// <summary>The cause that the operator is told.</summary>
    public required Cause Cause { get; init; }

    /// <summary>The status that was sent.</summary>
    public required int Status { get; init; }

    /// <summary>When the request was received.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The number of the node that decided.</summary>
    public required int Node { get; init; }

    /// <summary>The method and target with the host; null where the journal holds no entry.</summary>
    public string? Request { get; init; }

    /// <summary>The client's address and program.</summary>
    public string? Client { get; init; }

    /// <summary>The route.</summary>
    public string? Route { get; init; }

    /// <summary>The user, where one is known.</summary>
    public string? User { get; init; }

    /// <summary>The scheme, and the name of the credential that does not reveal it.</summary>
    public string? Credential { get; init; }

    /// <summary>The checks in their order; empty where the journal holds no entry.</summary>
    public IReadOnlyList<GatewayStep> Steps { get; init; } = [];

    /// <summary>The check that refused; null where it is not known.</summary>
    public GatewayStep? Refusing => Steps.LastOrDefault(step => step.Outcome is "failed" or "unanswerable");
}
