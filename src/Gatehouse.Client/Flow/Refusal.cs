using System.Net;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Client.Flow;

/// <summary>An answer that refused, as far as it could be read.</summary>
internal sealed record Refusal
{
    /// <summary>The status.</summary>
    public required HttpStatusCode Status { get; init; }

    /// <summary>The challenges, in order, as far as they meet the grammar.</summary>
    public IReadOnlyList<Challenge> Challenges { get; init; } = [];

    /// <summary>The cause that the server names, or that its answer shows together with what was sent.</summary>
    public required Cause Cause { get; init; }

    /// <summary>Whether the server itself named the cause (a problem body of a Gatehouse).</summary>
    public bool Explained { get; init; }

    /// <summary>
    /// Whether a request without credentials got an answer that looks like the application's own, as servers give it that
    /// hide what they have.
    /// </summary>
    public bool IsDisguised { get; init; }

    /// <summary>What the server says about it, for people; empty where it says nothing.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The name under which the server's journal keeps it; null where it gave none.</summary>
    public string? Reference { get; init; }

    /// <summary>When it may be tried again; null where the server does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The refusals before it of the same request with credentials of the same scheme, oldest first.</summary>
    public IReadOnlyList<Refusal> Earlier { get; init; } = [];

    /// <summary>Why nothing more was tried, a phrase each, as schemes find out. Nothing secret.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>The same, as it stands before a request that has not been sent: with nothing before it, and notes of its own.</summary>
    public Refusal Again() =>
        new()
        {
            Status = Status,
            Challenges = Challenges,
            Cause = Cause,
            Explained = Explained,
            Detail = Detail,
            Reference = Reference,
        };
}
