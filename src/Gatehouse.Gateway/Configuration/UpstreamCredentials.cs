namespace Gatehouse.Gateway.Configuration;

/// <summary>What an upstream asks of the gateway (<c>upstreams.NAME.credentials</c>).</summary>
/// <param name="User">The user name of Basic (RFC 7617), or null for a bearer token.</param>
/// <param name="Secret">The password, or the bearer token.</param>
public sealed record UpstreamCredentials(string? User, SecretValue Secret);
