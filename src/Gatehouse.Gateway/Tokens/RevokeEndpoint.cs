using Gatehouse.Decisions;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Gateway.SignIn;
using Gatehouse.Protocol.Jose;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Tokens;

/// <summary>Where programs give tokens back (RFC 7009): they are refused from the next request on, on every process.</summary>
internal sealed class RevokeEndpoint(TokenServices services) : IEndpoint
{
    /// <summary>Its path below the prefix.</summary>
    public const string Name = "revoke";

    private readonly ClientAuthentication _clients = new(services);

    public string Path => Name;

    public IReadOnlyList<string> Methods => ["POST"];

    public CorsRules? Cors => TokenCors.Rules;

    public async Task AnswerAsync(HttpContext context, Decision decision)
    {
        if (await RevokeAsync(context, decision) is { } fault)
        {
            await TokenAnswers.RefuseAsync(context, decision, services.Refusals(), fault);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = 0;
    }

    private async Task<TokenFault?> RevokeAsync(HttpContext context, Decision decision)
    {
        if (await PostedForm.ReadAsync(context) is not { } form)
        {
            return TokenFaults.Request(
                "the body is no form (application/x-www-form-urlencoded), or is larger than any is"
            );
        }

        if (form.Repeated is { } twice)
        {
            return TokenFaults.Request($"the parameter {twice} is there twice");
        }

        var (client, fault) = await _clients.AuthenticateAsync(context, decision, form);
        if (client is null)
        {
            return fault!;
        }

        var token = form["token"];
        if (token.Length == 0)
        {
            return TokenFaults.Request("token is missing");
        }

        // What is not there any more is revoked as much as can be (RFC 7009 section 2.2).
        if (GrantText.IsRefreshToken(token))
        {
            var grant = await services.Tokens.FindGrantOfAsync(GrantText.Hash(token), context.RequestAborted);
            if (grant is null)
            {
                return null;
            }

            if (grant.ClientId != client.Id)
            {
                return TokenFaults.Grant(client.Id, "the token was given to another client");
            }

            await services.Tokens.EndGrantAsync(grant.Id, GrantEnd.GivenBack, context.RequestAborted);
            return null;
        }

        return await RevokeAccessTokenAsync(client, token, context.RequestAborted);
    }

    // Only what we have signed: nobody fills the list with tokens that were never good.
    private async Task<TokenFault?> RevokeAccessTokenAsync(
        TokenClient client,
        string token,
        CancellationToken cancellationToken
    )
    {
        if (
            !CompactJws.TryParse(token, out var jws, out _)
            || jws.KeyId is not { } keyId
            || services.Signing.Find(keyId) is not { } key
            || !key.Verify(jws)
            || !JwtClaims.TryParse(jws.Payload, out var claims, out _)
            || claims.Expires is not { } expires
        )
        {
            return null;
        }

        if (claims.ClientId != client.Id)
        {
            return TokenFaults.Grant(client.Id, "the token was given to another client");
        }

        // Ours last an hour at most.
        var end = DateTimeOffset.FromUnixTimeSeconds(expires) + services.Configuration().ClockSkew;
        if (end > services.Time.GetUtcNow())
        {
            await services.Tokens.RevokeTokenAsync(jws.SigningInputHash(), end, cancellationToken);
        }

        return null;
    }
}
