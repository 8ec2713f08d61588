using System.Net;
using Gatehouse.Decisions.Facts;

namespace Gatehouse.Decisions.Guessing;

/// <summary>Somebody who names a user and is about to give that user's secret.</summary>
public readonly struct GuessAttempt
{
    /// <summary>
    /// Who is named: the canonical name, or what was given where it has none, and the same whether there is such a user or
    /// not.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The user, where there is one; null for an invented one, and for clients that are no users.</summary>
    public long? UserId { get; init; }

    /// <summary>The client's address.</summary>
    public required IPAddress Client { get; init; }

    /// <summary>The request, where it may hold the cookie of a known device.</summary>
    public RequestFacts? Facts { get; init; }

    /// <summary>The secret, where one can tell whether it was given before; null where every proof is another text.</summary>
    public string? Secret { get; init; }

    /// <summary>What the secret is judged by, so that a changed one is judged again.</summary>
    public string? JudgedBy { get; init; }

    /// <summary>Whether it is the code of a second factor.</summary>
    public bool IsCode { get; init; }

    /// <summary>Whether the name is a user's, so that many of them are a spray.</summary>
    public bool IsUser { get; init; }
}
