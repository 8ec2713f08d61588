namespace Gatehouse.Gateway.Configuration.Linting;

/// <summary>A place that a rule of <c>gatehouse check</c> is about.</summary>
/// <param name="Location">Where it stands in the file.</param>
/// <param name="What">What stands there, as a half sentence.</param>
public sealed record LintFinding(ConfigurationLocation Location, string What);
