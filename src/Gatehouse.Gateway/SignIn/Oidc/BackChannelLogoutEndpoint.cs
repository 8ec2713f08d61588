using System.Text.Json;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Protocol.Jose;
using Gatehouse.Providers.SignIn;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.SignIn.Oidc;

/// <summary>
/// Where providers say that a person has signed out there (OpenID Connect Back-Channel Logout 1.0 section 2.5): the
/// sessions that rest on it end.
/// </summary>
internal sealed class BackChannelLogoutEndpoint(OidcServices services) : IEndpoint
{
    private static readonly TimeSpan TokenRemembered = TimeSpan.FromMinutes(15);

    public string Path => "back-channel-logout";

    public IReadOnlyList<string> Methods => ["POST"];

    public bool NeedsSessions => true;

    public async Task AnswerAsync(HttpContext context, Decision decision)
    {
        var token = (await PostedForm.ReadAsync(context))?["logout_token"] ?? "";
        if (ProviderOf(token) is not { Client: { } client } provider)
        {
            await RefuseAsync(context, "the form holds no logout_token of a provider that people sign in with here");
            return;
        }

        var read = await client.ReadLogoutTokenAsync(token, context.RequestAborted);
        if (read.Value is not { } claims)
        {
            var refusal = read.Refusal!;
            services.SignIn.Refusals().Record(decision, Refusing.Because(decision, "back-channel-logout", refusal));
            await RefuseAsync(context, "the logout_token is not good; why stands in the journal");
            return;
        }

        // The same one twice would end what was begun since.
        if (!services.Used.TryUse($"{provider.Name}\n{claims.JwtId}", TokenRemembered))
        {
            await RefuseAsync(context, "this logout_token was used already");
            return;
        }

        var ended = await services.SignIn.Sessions.EndSessionsOfAsync(
            provider.Name,
            claims.Subject,
            claims.Strings("sid") is [var session] ? session : null,
            context.RequestAborted
        );
        services.SignIn.Log($"The provider {provider.Name} signed a person out; sessions ended: {ended}.");
        context.Response.Headers.CacheControl = "no-store";
        context.Response.StatusCode = StatusCodes.Status200OK;
    }

    // Not verified yet: only which provider is to verify it.
    private OidcProvider? ProviderOf(string token) =>
        CompactJws.TryParse(token, out var jws, out _) && JwtClaims.TryParse(jws.Payload, out var claims, out _)
            ? services
                .Providers()
                .All.FirstOrDefault(provider =>
                    string.Equals(provider.Issuer, claims.Issuer, StringComparison.Ordinal)
                    && claims.Audiences.Contains(provider.Settings.ClientId, StringComparer.Ordinal)
                )
            : null;

    private static async Task RefuseAsync(HttpContext context, string description)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("error", "invalid_request");
            json.WriteString("error_description", description);
            json.WriteEndObject();
        }

        await EndpointAnswers.JsonAsync(context, StatusCodes.Status400BadRequest, stream.ToArray());
    }
}
