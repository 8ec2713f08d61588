using System.Text.Json.Nodes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Provider;

/// <summary>The claims about a person (OpenID Connect Core 1.0 section 5.3), refusing as RFC 6750 section 3 has it.</summary>
internal sealed class UserinfoEndpoint(LabProvider provider) : IProviderEndpoint
{
    public OAuthAnswer Answer(ProviderCall call)
    {
        if (call.Method is not ("GET" or "POST"))
        {
            return OAuthAnswer.WrongMethod("GET, POST");
        }

        if (call.Authorization is null)
        {
            return new OAuthAnswer(401) { Challenge = Challenge.Create("Bearer", ("realm", "lab")) };
        }

        if (
            !CredentialsParser.TryParse(call.Authorization, out var credentials, out _)
            || !credentials!.Is("Bearer")
            || credentials.Token68 is not { } text
        )
        {
            return Refused(400, "invalid_request", "The field Authorization holds no Bearer token.");
        }

        if (
            provider.Ledger.FindToken(text) is not { Kind: TokenKind.Access or TokenKind.Opaque } token
            || !token.IsActive(provider.Now)
        )
        {
            return Refused(401, "invalid_token", "The token is unknown here, too old, or was ended.");
        }

        if (!token.Scope.Split(' ').Contains("openid", StringComparer.Ordinal))
        {
            return Refused(403, "insufficient_scope", "The token has not the scope openid.");
        }

        var claims = new JsonObject { ["sub"] = token.Subject };
        foreach (var (name, value) in PersonClaims.Of(token.Subject, token.Scope))
        {
            claims[name] = value;
        }

        return OAuthAnswer.Ok(claims);
    }

    private static OAuthAnswer Refused(int status, string error, string description) =>
        OAuthAnswer.Error(error, description, status) with
        {
            Challenge = Challenge.Create(
                "Bearer",
                ("realm", "lab"),
                ("error", error),
                ("error_description", description)
            ),
        };
}
