using Gatehouse.Decisions;
using Gatehouse.Decisions.Refusals;

namespace Gatehouse.Gateway.Trials;

/// <summary>What would happen to an imagined request.</summary>
/// <param name="Trail">Every check in order.</param>
/// <param name="Route">The route's name, or null where none fits.</param>
/// <param name="Upstream">Where it would be forwarded to, or null.</param>
/// <param name="User">Who it would be from, or null.</param>
/// <param name="Refused">The verdict where it is no grant; null where it is.</param>
/// <param name="Refusal">The answer that would be sent where it is refused; null where it is not.</param>
/// <param name="Compared">What the checks had before them.</param>
public sealed record TrialResult(
    IReadOnlyList<TrailStep> Trail,
    string? Route,
    string? Upstream,
    string? User,
    Refused? Refused,
    Refusal? Refusal,
    IReadOnlyList<Comparison> Compared
)
{
    /// <summary>Whether the request would go through.</summary>
    public bool Granted => Refused is null;
}
