namespace Gatehouse.Gateway.Configuration;

/// <summary>How roles come from a provider's claims (<c>providers.NAME.roles</c>).</summary>
/// <param name="Claim">The claim whose values are mapped; dots lead into objects.</param>
/// <param name="Map">The role that each value gives; a value that is not there gives none.</param>
public sealed record ProviderRolesConfiguration(string Claim, IReadOnlyDictionary<string, string> Map);
