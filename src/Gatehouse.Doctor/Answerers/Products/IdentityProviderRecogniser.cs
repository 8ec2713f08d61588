using System.Text.RegularExpressions;
using static Gatehouse.Doctor.Answerers.Answerer;
using static Gatehouse.Doctor.Answerers.Products.Signs;

namespace Gatehouse.Doctor.Answerers.Products;

/// <summary>Identity providers.</summary>
internal sealed class IdentityProviderRecogniser : ProductRecogniser
{
    private static readonly Regex SignIn = new(
        """(^|[/._?&-])(login|log-in|signin|sign-in|sign_in|sso|auth/login|authorize|saml)([/._?&-]|$)""",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    );

    protected override IReadOnlyList<Fingerprint> Fingerprints { get; } =
    [
        new(
            "Microsoft Entra ID",
            Application,
            "https://learn.microsoft.com/entra/identity-platform/reference-error-codes",
            Body("AADSTS", 0.97),
            Host("login.microsoftonline.com", 0.95),
            Location("login.microsoftonline.com", 0.85).Means(Gateway),
            Location("login.windows.net", 0.85).Means(Gateway),
            Field("x-ms-ests-server", "", 0.93)
        ),
        new(
            "Microsoft 365",
            Application,
            "https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/deprecation-of-basic-authentication-exchange-online",
            Field("x-ms-diagnostics", 0.9),
            Host("outlook.office365.com", 0.9),
            Host("sharepoint.com", 0.9),
            Field("SPRequestGuid", 0.9),
            Field("X-MS-Diagnostics", 0.2),
            Challenge("00000003-0000-0ff1-ce00", 0.93),
            Challenge("00000002-0000-0ff1-ce00", 0.93),
            Field("X-FEServer", 0.7)
        ),
        new(
            "Microsoft Graph",
            Application,
            "https://learn.microsoft.com/graph/auth/auth-concepts",
            Host("graph.microsoft.com", 0.95),
            Body("InvalidAuthenticationToken", 0.8)
        ),
        new(
            "Azure DevOps",
            Application,
            "https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate",
            Host("dev.azure.com", 0.9),
            Host("visualstudio.com", 0.8),
            Body("TF400813", 0.96),
            Body("TF401444", 0.96),
            Field("X-TFS-ProcessId", 0.9)
        ),
        new(
            "Keycloak",
            Application,
            "https://www.keycloak.org/securing-apps/oidc-layers",
            Body("{\"error\":\"HTTP 401 Unauthorized\"", 0.93),
            Path("/realms/", 0.6),
            Path("/protocol/openid-connect/", 0.9),
            Location("/protocol/openid-connect/auth", 0.85).Means(Gateway),
            Body("Invalid token issuer. Expected", 0.9),
            Body("Account is not fully set up", 0.85),
            Cookie("KEYCLOAK_", 0.9),
            Cookie("AUTH_SESSION_ID", 0.7)
        ),
        new(
            "Okta",
            Application,
            "https://developer.okta.com/docs/reference/error-codes/",
            Body("\"errorCode\":\"E0000", 0.97),
            Host("okta.com", 0.9),
            Host("oktapreview.com", 0.9),
            Location("okta.com", 0.85).Means(Gateway),
            Field("x-okta-request-id", 0.95),
            Challenge("Bearer authorization_uri=\"http://", 0.1)
        ),
        new(
            "Auth0",
            Application,
            "https://auth0.com/docs/",
            Host("auth0.com", 0.9),
            Location("auth0.com/authorize", 0.85).Means(Gateway),
            Body("Bad audience:", 0.8),
            Body("Expired token received for JSON Web Token validation", 0.95),
            Field("x-auth0-requestid", 0.95)
        ),
        new(
            "Amazon Cognito",
            Application,
            "https://docs.aws.amazon.com/cognito/",
            Body("NotAuthorizedException", 0.8),
            Host("amazoncognito.com", 0.93),
            Location("amazoncognito.com", 0.85).Means(Gateway),
            Body("UserNotConfirmedException", 0.9)
        ),
        new(
            "Firebase",
            Application,
            "https://firebase.google.com/docs/auth",
            Host("identitytoolkit.googleapis.com", 0.95),
            Host("securetoken.googleapis.com", 0.95),
            Body("INVALID_LOGIN_CREDENTIALS", 0.9)
        ),
        new(
            "Google accounts",
            Application,
            "https://developers.google.com/identity",
            Location("accounts.google.com", 0.85).Means(Gateway),
            Host("accounts.google.com", 0.9),
            Host("oauth2.googleapis.com", 0.95)
        ),
        new(
            "Ping Identity",
            Application,
            null,
            Host("pingidentity.com", 0.9),
            Host("pingone.com", 0.93),
            Location("pingone.com", 0.85).Means(Gateway),
            Cookie("PA.", 0.4)
        ),
        new(
            "AD FS",
            Application,
            "https://learn.microsoft.com/windows-server/identity/ad-fs/ad-fs-overview",
            Path("/adfs/", 0.9),
            Location("/adfs/ls", 0.9).Means(Gateway),
            Body("MSIS", 0.5)
        ),
        new("Zitadel", Application, "https://zitadel.com/docs", Host("zitadel.cloud", 0.93)),
        new(
            "A sign-in page",
            Application,
            null,
            new Sign(
                "a redirect to a sign-in page",
                0.5,
                exchange => exchange.Answer!.IsRedirect && SignIn.IsMatch(exchange.Answer.Headers["Location"]!)
            )
        ),
    ];
}
