using System.Text.Json.Nodes;

namespace Gatehouse.Lab.Provider;

/// <summary>What a token is worth now (RFC 7662); for clients with a secret alone.</summary>
internal sealed class IntrospectEndpoint(LabProvider provider) : IProviderEndpoint
{
    public OAuthAnswer Answer(ProviderCall call)
    {
        if (call.Method is not "POST")
        {
            return OAuthAnswer.WrongMethod("POST");
        }

        if (call.Fault is { } fault)
        {
            return OAuthAnswer.Error("invalid_request", fault);
        }

        var (client, refusal) = ClientAuthentication.Authenticate(call);
        if (client is not { Secret: not null })
        {
            return refusal ?? OAuthAnswer.Error("invalid_client", "A public client may not introspect.", 401);
        }

        return call["token"] is { } token
            ? OAuthAnswer.Ok(Describe(token))
            : OAuthAnswer.Error("invalid_request", "token is missing.");
    }

    // Of a token that is not active nothing is told (section 2.2).
    private JsonObject Describe(string text)
    {
        if (
            provider.Ledger.FindToken(text) is not { Kind: not TokenKind.Id } token
            || provider.Knobs.IntrospectInactive
            || token.ReplacedAt is not null
            || !token.IsActive(provider.Now)
        )
        {
            return new JsonObject { ["active"] = false };
        }

        return new JsonObject
        {
            ["active"] = true,
            ["iss"] = provider.Issuer,
            ["sub"] = token.Subject,
            ["aud"] = token.Audience,
            ["client_id"] = token.ClientId,
            ["username"] = token.Subject,
            ["scope"] = token.Scope,
            ["token_type"] = token.Kind == TokenKind.Refresh ? "refresh_token" : "Bearer",
            ["jti"] = token.Id,
            ["iat"] = token.IssuedAt.ToUnixTimeSeconds(),
            ["exp"] = token.ExpiresAt.ToUnixTimeSeconds(),
        };
    }
}
