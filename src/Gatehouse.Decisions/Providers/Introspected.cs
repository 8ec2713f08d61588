using Gatehouse.Decisions.Findings;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Decisions.Providers;

/// <summary>What an issuer says of a token: active, with claims; not active; or nothing that could be used.</summary>
public sealed record Introspected
{
    private Introspected() { }

    /// <summary>What it says of an active token; null where the token is not active, or nothing is known.</summary>
    public JwtClaims? Claims { get; private init; }

    /// <summary>Why nothing is known; null where something is.</summary>
    public Unanswerable? Problem { get; private init; }

    /// <summary>Until when this may be relied on without asking again.</summary>
    public DateTimeOffset Until { get; private init; }

    /// <summary>Whether it is what was said last, of an issuer that is away now.</summary>
    public bool IsLastGood { get; private init; }

    /// <summary>The token is active.</summary>
    public static Introspected Active(JwtClaims claims, DateTimeOffset until, bool isLastGood = false) =>
        new()
        {
            Claims = claims,
            Until = until,
            IsLastGood = isLastGood,
        };

    /// <summary>The token is not active; the issuer does not say why.</summary>
    public static Introspected Inactive(DateTimeOffset until) => new() { Until = until };

    /// <summary>Nothing is known.</summary>
    public static Introspected Unknown(Unanswerable problem, DateTimeOffset until) =>
        new() { Problem = problem, Until = until };
}
