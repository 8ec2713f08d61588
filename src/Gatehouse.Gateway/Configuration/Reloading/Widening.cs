namespace Gatehouse.Gateway.Configuration.Reloading;

/// <summary>Something that a new configuration would let through and the one in use refuses.</summary>
/// <param name="At">Where in the new file it comes from.</param>
/// <param name="What">What it is, for the operator.</param>
internal sealed record Widening(ConfigurationLocation At, string What);
