using Gatehouse.Decisions.Facts;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Decisions.Refusals;

/// <summary>A verdict other than granted, as the caller sees it: everything but the bytes.</summary>
public sealed class Refusal
{
    /// <summary>The status code that is sent.</summary>
    public required int Status { get; init; }

    /// <summary>The cause that is told.</summary>
    public required Cause Cause { get; init; }

    /// <summary>The reference as printed.</summary>
    public required string Reference { get; init; }

    /// <summary>The challenges, in the order of the route's schemes; one field line each.</summary>
    public IReadOnlyList<Challenge> Challenges { get; init; } = [];

    /// <summary>The fields that go with the challenges.</summary>
    public IReadOnlyList<HeaderLine> Fields { get; init; } = [];

    /// <summary>The title, in the caller's language.</summary>
    public required string Title { get; init; }

    /// <summary>What happened, in the caller's language.</summary>
    public required string Detail { get; init; }

    /// <summary>What the caller can do, in the caller's language.</summary>
    public required IReadOnlyList<string> Fixes { get; init; }

    /// <summary>Where to go instead, for the status codes that say so.</summary>
    public string? Location { get; init; }

    /// <summary>The sign-in page's path, where people sign in on a page here; otherwise null.</summary>
    public string? SignIn { get; init; }

    /// <summary>Whether the refused request came within a session.</summary>
    public bool SignedIn { get; init; }

    /// <summary>The path and query to ask for again, where that changes nothing; otherwise null.</summary>
    public string? RetryPath { get; init; }

    /// <summary>After how many seconds it is worth asking again, or null.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The methods that are allowed, for 405; null otherwise.</summary>
    public string? Allow { get; init; }

    /// <summary>IIS's number, under its profile; null otherwise.</summary>
    public string? Substatus { get; init; }

    /// <summary>The language of the texts, as a language tag.</summary>
    public required string Language { get; init; }
}
