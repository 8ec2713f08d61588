namespace Gatehouse.Cli.ForwardAuth;

/// <summary>What came of a probe.</summary>
/// <param name="Probe">The probe.</param>
/// <param name="Status">The status code.</param>
/// <param name="Reference">The gateway's reference where the answer has one; null where somebody else answered.</param>
/// <param name="Cause">The cause that is told, or null.</param>
internal sealed record ForwardAuthOutcome(ForwardAuthProbe Probe, int Status, string? Reference, string? Cause)
{
    /// <summary>Whether nothing was let through: a refusal of the gateway's, or an error of whoever else answered.</summary>
    public bool Closed => Reference is not null || Status >= 400;
}
