namespace Gatehouse.Lab.Provider;

/// <summary>Where the endpoints of a provider are, below its issuer.</summary>
internal static class ProviderPaths
{
    public const string DeviceAuthorization = "device_authorization";

    public const string Device = "device";

    public const string AuthorizationServerMetadata = ".well-known/oauth-authorization-server";

    private static readonly Dictionary<string, ProviderEndpoint> _endpoints = new(StringComparer.Ordinal)
    {
        [".well-known/openid-configuration"] = ProviderEndpoint.Discovery,
        [AuthorizationServerMetadata] = ProviderEndpoint.Discovery,
        ["jwks"] = ProviderEndpoint.Jwks,
        ["authorize"] = ProviderEndpoint.Authorize,
        ["token"] = ProviderEndpoint.Token,
        ["introspect"] = ProviderEndpoint.Introspect,
        ["revoke"] = ProviderEndpoint.Revoke,
        ["userinfo"] = ProviderEndpoint.Userinfo,
        [DeviceAuthorization] = ProviderEndpoint.Device,
        [Device] = ProviderEndpoint.Device,
        ["end_session"] = ProviderEndpoint.EndSession,
    };

    public static IEnumerable<string> All => _endpoints.Keys;

    public static ProviderEndpoint? Find(string path) =>
        _endpoints.TryGetValue(path, out var endpoint) ? endpoint : null;

    /// <summary>The first path of an endpoint.</summary>
    public static string Of(ProviderEndpoint endpoint) => _endpoints.First(pair => pair.Value == endpoint).Key;
}
