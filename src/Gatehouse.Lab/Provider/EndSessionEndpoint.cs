using Microsoft.AspNetCore.WebUtilities;

namespace Gatehouse.Lab.Provider;

/// <summary>Where a browser signs out (OpenID Connect RP-Initiated Logout 1.0): the sign-in of the hint ends.</summary>
internal sealed class EndSessionEndpoint(LabProvider provider) : IProviderEndpoint
{
    public OAuthAnswer Answer(ProviderCall call)
    {
        if (call.Method is not ("GET" or "POST"))
        {
            return OAuthAnswer.WrongMethod("GET, POST");
        }

        if (call.Fault is { } fault)
        {
            return Told("This was asked for wrongly", fault, 400);
        }

        if (call["id_token_hint"] is { } hint)
        {
            if (provider.Ledger.FindToken(hint) is not { Kind: TokenKind.Id } token)
            {
                return Told("You cannot be signed out", "The id_token_hint is no ID token of this provider.", 400);
            }

            provider.Ledger.RevokeFamily(token.Family);
        }

        if (call["post_logout_redirect_uri"] is not { } target)
        {
            return Told("You are signed out", "You can close this page.", 200);
        }

        if (!ProviderClient.Allows(target))
        {
            return Told("You are signed out", "The post_logout_redirect_uri is none on this machine.", 400);
        }

        return OAuthAnswer.Redirect(
            call["state"] is { } state ? QueryHelpers.AddQueryString(target, "state", state) : target
        );
    }

    private static OAuthAnswer Told(string heading, string text, int status) =>
        OAuthAnswer.Page(ProviderPage.Write(heading, ProviderPage.Paragraph(text)), status);
}
