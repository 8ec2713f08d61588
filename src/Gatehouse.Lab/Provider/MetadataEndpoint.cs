using System.Text.Json.Nodes;

namespace Gatehouse.Lab.Provider;

/// <summary>The provider's metadata (OpenID Connect Discovery 1.0 section 3, RFC 8414 section 2).</summary>
internal sealed class MetadataEndpoint(LabProvider provider) : IProviderEndpoint
{
    public OAuthAnswer Answer(ProviderCall call) =>
        call.Method is not ("GET" or "HEAD")
            ? OAuthAnswer.WrongMethod("GET")
            : OAuthAnswer.Ok(
                new JsonObject
                {
                    ["issuer"] = provider.Knobs.MetadataIssuer ?? provider.Issuer,
                    ["authorization_endpoint"] = Address(ProviderEndpoint.Authorize),
                    ["token_endpoint"] = Address(ProviderEndpoint.Token),
                    ["userinfo_endpoint"] = Address(ProviderEndpoint.Userinfo),
                    ["jwks_uri"] = Address(ProviderEndpoint.Jwks),
                    ["introspection_endpoint"] = Address(ProviderEndpoint.Introspect),
                    ["revocation_endpoint"] = Address(ProviderEndpoint.Revoke),
                    ["device_authorization_endpoint"] = $"{provider.Issuer}/{ProviderPaths.DeviceAuthorization}",
                    ["end_session_endpoint"] = Address(ProviderEndpoint.EndSession),
                    ["scopes_supported"] = Texts("openid", "profile", "email", "offline_access"),
                    ["response_types_supported"] = Texts("code"),
                    ["response_modes_supported"] = Texts("query"),
                    ["grant_types_supported"] = Texts([.. TokenEndpoint.GrantTypes]),
                    ["subject_types_supported"] = Texts("public"),
                    ["id_token_signing_alg_values_supported"] = Texts("ES256", "RS256"),
                    ["token_endpoint_auth_methods_supported"] = Texts(
                        "client_secret_basic",
                        "client_secret_post",
                        "none"
                    ),
                    ["introspection_endpoint_auth_methods_supported"] = Texts(
                        "client_secret_basic",
                        "client_secret_post"
                    ),
                    ["revocation_endpoint_auth_methods_supported"] = Texts(
                        "client_secret_basic",
                        "client_secret_post",
                        "none"
                    ),
                    ["code_challenge_methods_supported"] = Texts("S256"),
                    ["claims_supported"] = Texts(
                        "sub",
                        "name",
                        "preferred_username",
                        "email",
                        "email_verified",
                        "auth_time",
                        "acr",
                        "amr",
                        "sid"
                    ),
                    ["authorization_response_iss_parameter_supported"] = true,
                }
            );

    private string Address(ProviderEndpoint endpoint) => provider.AddressOf(endpoint).AbsoluteUri;

    private static JsonArray Texts(params string[] values) => [.. values.Select(static value => (JsonNode?)value)];
}
