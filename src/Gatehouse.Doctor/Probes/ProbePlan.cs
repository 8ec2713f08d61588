using System.Net;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes;

/// <summary>A request that could be sent to tell causes apart.</summary>
internal sealed record ProbePlan
{
    /// <summary>What it finds out.</summary>
    public required ProbeIntent Intent { get; init; }

    /// <summary>What it is called in the report: <c>without credentials</c>.</summary>
    public required string Label { get; init; }

    /// <summary>What is sent.</summary>
    public required SentRequest Request { get; init; }

    /// <summary>Whether a password is proved by it without standing in it (Digest): it counts as a try.</summary>
    public bool ProvesPassword { get; init; }

    /// <summary>What it costs besides one request: 0 for nothing, 1 for a try that counts towards a lock-out.</summary>
    public double Risk { get; init; }

    /// <summary>The causes that each possible outcome would speak for, one group an outcome. It is worth as much as it splits what is likely now.</summary>
    public required IReadOnlyList<IReadOnlyList<Cause>> Outcomes { get; init; }

    /// <summary>Worth that does not depend on what is likely now: for what is asked first in every case. 0 to 1.</summary>
    public double Always { get; init; }

    /// <summary>Whether it is asked even where one cause stands clear: what it may find lies behind that cause.</summary>
    public bool Due { get; init; }

    /// <summary>Whether the given proxy is to be left out.</summary>
    public bool PastProxy { get; init; }

    /// <summary>The address to connect to in place of what the host's name resolves to; null for the given way.</summary>
    public IPAddress? Address { get; init; }
}
