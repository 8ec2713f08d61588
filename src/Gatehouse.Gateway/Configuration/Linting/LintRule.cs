namespace Gatehouse.Gateway.Configuration.Linting;

/// <summary>Something that a configuration may say and that is unwise: a warning of <c>gatehouse check</c>.</summary>
/// <param name="Id">A stable name in kebab-case: <c>session-long</c>.</param>
/// <param name="Reason">What can come of it, as a sentence.</param>
/// <param name="Fix">What to write instead.</param>
/// <param name="Find">Every place at which the configuration says it, and what it says there.</param>
public sealed record LintRule(
    string Id,
    string Reason,
    string Fix,
    Func<GatehouseConfiguration, IEnumerable<LintFinding>> Find
);
