namespace Gatehouse.Gateway.Configuration;

/// <summary>A secret that the configuration names and that is not there: what needs it stays closed.</summary>
/// <param name="Location">The setting.</param>
/// <param name="Source">Where it was looked for: <c>env NAME</c> or <c>file PATH</c>.</param>
/// <param name="Reason">Why it is missing, in a sentence.</param>
public sealed record MissingSecret(ConfigurationLocation Location, string Source, string Reason);
