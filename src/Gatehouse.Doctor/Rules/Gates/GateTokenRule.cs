using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Gates;

/// <summary>
/// Only the cookie of a door in front was sent, and the application behind complains of a key or token: the door put its
/// own into Authorization.
/// </summary>
[Names("header.replaced-by-proxy")]
internal sealed class GateTokenRule : Rule
{
    private static readonly string[] Cookies =
    [
        "_oauth2_proxy",
        "_pomerium",
        "authelia_session",
        "CF_Authorization",
        "_vouch",
        "VouchCookie",
        "authentik_proxy",
        "GCP_IAP",
        "AWSELBAuthSessionCookie",
        "AppServiceAuthSession",
        "_forward_auth",
        "traefik-forward-auth",
        "ory_kratos_session",
    ];

    // Azure Static Web Apps sign a token of their own for a linked function app.
    private const string PlatformIssuer = ".scm.azurewebsites.net";

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Text.Contains(PlatformIssuer, StringComparison.OrdinalIgnoreCase)
            && (
                file.Text.Contains("issuer", StringComparison.OrdinalIgnoreCase)
                || file.Text.Contains("iss=", StringComparison.OrdinalIgnoreCase)
                || file.Text.Contains("ignature", StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            yield return new Clue(
                Causes.Header.ReplacedByProxy,
                Strength.Decisive,
                $"The token that is refused was issued by the platform itself ({PlatformIssuer}): it took the caller's place in Authorization"
            )
            {
                Remedy =
                    $"Read the caller's own token from another field (X-MS-AUTH-TOKEN, x-ms-original-authorization), or unlink the function app from the static site",
                RemedyBy = Party.Operator,
            };
            yield break;
        }

        if (
            file.Main is { Request: { Authorization: null } request, Answer: { Status: 401 } answer } main
            && request.Headers["Cookie"] is { } cookies
            && Array.Exists(Cookies, name => cookies.Contains(name, StringComparison.OrdinalIgnoreCase))
            && (
                answer.Body.Contains("nvalid API key", StringComparison.Ordinal)
                || answer.Body.Contains("nvalid token", StringComparison.OrdinalIgnoreCase)
                || answer.Body.Contains("invalid_token", StringComparison.OrdinalIgnoreCase)
                || answer.Body.Contains("api-key.invalid", StringComparison.OrdinalIgnoreCase)
                || answer.Body.Contains("nvalid JWT", StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            yield return new Clue(
                Causes.Header.ReplacedByProxy,
                Strength.Decisive,
                $"The request carries no key or token, only the cookie of a door in front, and the application behind refuses one: the door added it"
            )
            {
                Source = main.Source,
                Remedy =
                    $"Let the door in front not pass on its token (oauth2-proxy: pass_authorization_header=false, Pomerium: pass_identity_headers), or let the application read it",
                RemedyBy = Party.Operator,
            };
        }
    }
}
