using Microsoft.AspNetCore.WebUtilities;

namespace Gatehouse.Lab.Provider;

/// <summary>
/// Where a browser signs in (RFC 6749 section 4.1.1, RFC 7636). A script passes <c>lab_account=alice</c> and is sent on
/// at once; a browser chooses on a page.
/// </summary>
internal sealed class AuthorizeEndpoint(LabProvider provider) : IProviderEndpoint
{
    private const int ChallengeLength = 43;

    public OAuthAnswer Answer(ProviderCall call)
    {
        if (call.Method is not ("GET" or "POST"))
        {
            return OAuthAnswer.WrongMethod("GET, POST");
        }

        // Who asks wrongly for whom is never sent anywhere (RFC 6749 section 4.1.2.1).
        var client = ProviderClient.Find(call["client_id"]);
        var fault =
            call.Fault
            ?? (
                client is null ? "The client_id is not registered here."
                : !ProviderClient.Allows(call["redirect_uri"]) ? "The redirect_uri is none on this machine."
                : null
            );
        if (fault is not null)
        {
            return OAuthAnswer.Page(
                ProviderPage.Write("This sign-in was asked for wrongly", ProviderPage.Paragraph(fault)),
                400
            );
        }

        if (RequestFault(call, client!) is var (error, description))
        {
            return Refuse(call, error, description);
        }

        var prompts = (call["prompt"] ?? "").Split(' ');
        var mustNotAsk = prompts.Contains("none", StringComparer.Ordinal);
        var name = call["lab_account"] ?? (mustNotAsk ? call["login_hint"] : null);
        if (name is null)
        {
            return mustNotAsk
                ? Refuse(call, "login_required", "Nobody is signed in here.")
                : OAuthAnswer.Page(ProviderPage.Write("Who are you?", ProviderPage.ChooseAccount(call.Parameters)));
        }

        var account = ProviderAccount.Find(name);
        return provider.Knobs.RefuseLogin ? Refuse(call, "login_required", "Nobody can sign in at present.")
            : account is null ? Refuse(call, "access_denied", "There is no such account.")
            : account.Fault is { } refused ? Refuse(call, "access_denied", refused)
            : provider.Knobs.DenyConsent ? Refuse(call, "access_denied", "The person said no.")
            : Grant(call, client!, account);
    }

    private static (string Error, string Description)? RequestFault(ProviderCall call, ProviderClient client) =>
        call["response_type"] is not "code" ? ("unsupported_response_type", "response_type is code, and nothing else.")
        : call["response_mode"] is not (null or "query") ? ("invalid_request", "response_mode is query, or left out.")
        : call["request"] is not null ? ("request_not_supported", "Request objects are not read here.")
        : call["request_uri"] is not null ? ("request_uri_not_supported", "Request objects are not read here.")
        : call["code_challenge"] is not { } challenge
            ? client.Secret is null ? ("invalid_request", "A public client needs a code_challenge.")
                : null
        : call["code_challenge_method"] is not "S256" ? ("invalid_request", "code_challenge_method is S256.")
        : challenge.Length != ChallengeLength ? ("invalid_request", "code_challenge is no SHA-256 in base64url.")
        : null;

    private OAuthAnswer Grant(ProviderCall call, ProviderClient client, ProviderAccount account)
    {
        var now = provider.Now;
        var code = new IssuedCode
        {
            Text = SecretText.Create("code_"),
            ClientId = client.Id,
            RedirectUri = call["redirect_uri"]!,
            Subject = account.Name,
            Scope = call["scope"] ?? "openid",
            Nonce = call["nonce"],
            Acr = call["acr_values"]?.Split(' ')[0],
            Audience = call["resource"] ?? call["audience"],
            Challenge = call["code_challenge"],
            IssuedAt = now,
            ExpiresAt = now + provider.Knobs.CodeLifetime,
        };
        provider.Ledger.Add(code);
        return SendBack(call, ("code", code.Text));
    }

    private OAuthAnswer Refuse(ProviderCall call, string error, string description) =>
        SendBack(call, ("error", error), ("error_description", description));

    private OAuthAnswer SendBack(ProviderCall call, params (string Name, string? Value)[] parameters)
    {
        var knobs = provider.Knobs;
        var state = call["state"];
        var issuer = knobs.IssuerParameter switch
        {
            IssuerParameter.Wrong => "https://other-issuer.example",
            IssuerParameter.Missing => null,
            _ => provider.Issuer,
        };
        return OAuthAnswer.Redirect(
            QueryHelpers.AddQueryString(
                call["redirect_uri"]!,
                parameters
                    .Append(("state", knobs.BreakState && state is not null ? "not-" + state : state))
                    .Append(("iss", issuer))
                    .Where(static pair => pair.Item2 is not null)
                    .Select(static pair => KeyValuePair.Create(pair.Item1, pair.Item2))
            )
        );
    }
}
