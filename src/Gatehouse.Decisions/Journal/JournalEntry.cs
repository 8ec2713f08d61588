using Gatehouse.Decisions.Seeing;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Journal;

/// <summary>A refusal as the journal keeps it. Holds nothing that signs anyone in.</summary>
public sealed record JournalEntry
{
    /// <summary>The reference under which the refusal was told, as printed.</summary>
    public required string Reference { get; init; }

    /// <summary>The operator's cause.</summary>
    public required Cause Cause { get; init; }

    /// <summary>The status that was sent.</summary>
    public required int Status { get; init; }

    /// <summary>When the request was received.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The node that refused it.</summary>
    public required int Node { get; init; }

    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The host asked for.</summary>
    public string? Host { get; init; }

    /// <summary>The request target, with the values of secret parameters removed and control characters escaped.</summary>
    public required string Target { get; init; }

    /// <summary>The route's name, where one matched.</summary>
    public string? Route { get; init; }

    /// <summary>The client's address.</summary>
    public string? Client { get; init; }

    /// <summary>The user, where one is known to the store; an invented name is never kept as it was typed.</summary>
    public string? User { get; init; }

    /// <summary>Eight hex digits that name the credential without revealing it, or null.</summary>
    public string? CredentialTag { get; init; }

    /// <summary>The scheme of the credential, where one was read.</summary>
    public string? Scheme { get; init; }

    /// <summary>The client program's own name for itself, cut and escaped.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Every check in order, with its outcome, time and evidence.</summary>
    public required IReadOnlyList<JournalStep> Trail { get; init; }

    /// <summary>When the same client got through on the same route, where it did; written by the journal alone.</summary>
    public DateTimeOffset? CuredAt { get; init; }

    /// <summary>What had changed by then.</summary>
    public CureChange? CuredBy { get; init; }
}
