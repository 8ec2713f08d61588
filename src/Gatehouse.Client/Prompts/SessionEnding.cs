namespace Gatehouse.Client;

/// <summary>A warning: credentials end soon, and this program cannot get others without a person.</summary>
/// <param name="Client">The name of the client; empty where it has none.</param>
/// <param name="Origin">What they are for.</param>
/// <param name="EndsAt">When, by this machine's clock.</param>
/// <param name="Reason">Why nothing follows, in a sentence.</param>
public sealed record SessionEnding(string Client, Uri Origin, DateTimeOffset EndsAt, string Reason);
