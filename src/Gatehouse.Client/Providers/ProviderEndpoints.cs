namespace Gatehouse.Client.Providers;

/// <summary>Where a provider's endpoints are.</summary>
/// <param name="Token">The token endpoint (RFC 6749 section 3.2).</param>
/// <param name="Device">The device authorization endpoint (RFC 8628 section 3.1); null where it has none.</param>
/// <param name="Issuer">The issuer; null where it is not known.</param>
internal sealed record ProviderEndpoints(Uri Token, Uri? Device, string? Issuer);
