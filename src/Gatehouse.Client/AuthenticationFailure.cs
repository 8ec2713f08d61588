using System.Net;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Client;

/// <summary>What an <see cref="AuthenticationFailedException"/> is made from.</summary>
internal sealed record AuthenticationFailure
{
    /// <summary>The cause.</summary>
    public required Cause Cause { get; init; }

    /// <summary>The method of the request.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>Where it went. Queries are never shown.</summary>
    public required Uri Address { get; init; }

    /// <summary>The status; null where there was no answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>What happened, for people, a sentence; empty for the catalogue's text.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The reference of the refusal.</summary>
    public string? Reference { get; init; }

    /// <summary>The challenges of the refusal.</summary>
    public IReadOnlyList<Challenge> Challenges { get; init; } = [];

    /// <summary>What was tried, in order, a phrase each.</summary>
    public IReadOnlyList<string> Tried { get; init; } = [];

    /// <summary>Why nothing more was tried, a phrase each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>When it may be tried again.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
