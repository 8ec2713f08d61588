using Gatehouse.Decisions;
using Gatehouse.Decisions.Routes;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Endpoints;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Tokens;

/// <summary>How programs find what our own tokens need (RFC 8414).</summary>
internal sealed class ServerMetadataEndpoint(Func<GatehouseConfiguration> configuration) : IEndpoint
{
    private static readonly string[] Proofs = ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"];

    private static readonly string[] ProofAlgorithms =
    [
        "ES256",
        "ES384",
        "ES512",
        "PS256",
        "PS384",
        "PS512",
        "RS256",
        "RS384",
        "RS512",
    ];

    public string Path => "/.well-known/oauth-authorization-server";

    public (bool Any, bool Own) NeedsTokens => (true, true);

    public CorsRules? Cors => TokenCors.Rules;

    public Task AnswerAsync(HttpContext context, Decision decision)
    {
        var now = configuration();
        var issuer = now.PublicUrl.GetLeftPart(UriPartial.Authority);
        var below = issuer + now.Prefix;
        return EndpointAnswers.JsonAsync(
            context,
            StatusCodes.Status200OK,
            Json.Write(json =>
            {
                json.WriteString("issuer", issuer);
                json.WriteString("authorization_endpoint", below + AuthorizeEndpoint.Name);
                json.WriteString("token_endpoint", below + TokenEndpoint.Name);
                json.WriteString("revocation_endpoint", below + RevokeEndpoint.Name);
                json.WriteString("jwks_uri", below + "jwks");
                json.WriteTexts(
                    "scopes_supported",
                    now.Applications.SelectMany(application => application.Scopes)
                        .Distinct(StringComparer.Ordinal)
                        .Order(StringComparer.Ordinal)
                );
                json.WriteTexts("response_types_supported", ["code"]);
                json.WriteTexts("response_modes_supported", ["query"]);
                json.WriteTexts("grant_types_supported", TokenEndpoint.GrantTypes);
                json.WriteTexts("code_challenge_methods_supported", ["S256"]);
                json.WriteTexts("token_endpoint_auth_methods_supported", Proofs);
                json.WriteTexts("token_endpoint_auth_signing_alg_values_supported", ProofAlgorithms);
                json.WriteTexts("revocation_endpoint_auth_methods_supported", Proofs);
                json.WriteTexts("revocation_endpoint_auth_signing_alg_values_supported", ProofAlgorithms);
                json.WriteBoolean("authorization_response_iss_parameter_supported", value: true);
                json.WriteString("service_documentation", below + "help");
            }),
            "public, max-age=300"
        );
    }
}
