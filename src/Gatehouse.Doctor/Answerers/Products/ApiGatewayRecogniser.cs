using System.Text.RegularExpressions;
using static Gatehouse.Doctor.Answerers.Answerer;
using static Gatehouse.Doctor.Answerers.Products.Signs;

namespace Gatehouse.Doctor.Answerers.Products;

/// <summary>API gateways and the front doors of clouds.</summary>
internal sealed class ApiGatewayRecogniser : ProductRecogniser
{
    private static readonly Regex AnyText = new(
        """.?""",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    );

    protected override IReadOnlyList<Fingerprint> Fingerprints { get; } =
    [
        new(
            "Gatehouse",
            Gateway,
            null,
            Field("Gatehouse-Reference", 0.98),
            Body("\"instance\":\"/_gatehouse/refusals/", 0.98)
        ),
        new(
            "Kong",
            Gateway,
            "https://developer.konghq.com/plugins/key-auth/",
            Server("kong/", 0.6),
            FieldsLike("X-Kong-Response-Latency", 0.6),
            Field("X-Kong-Upstream-Latency", 0.5).Means(Application),
            Challenge("realm=\"kong\"", 0.9),
            Body("No API key found in request", 0.6),
            Body("\"request_id\"", 0.25).With(Body("Invalid authentication credentials", 1)),
            Body("Invalid authentication credentials", 0.4)
        ),
        new(
            "Azure API Management",
            Gateway,
            "https://learn.microsoft.com/azure/api-management/api-management-subscriptions",
            Body("Access denied due to missing subscription key", 0.97),
            Body("Access denied due to invalid subscription key", 0.97),
            Field("Ocp-Apim-Trace-Location", 0.9),
            Challenge("AzureApiManagementKey", 0.97),
            Field("apim-request-id", 0.6)
        ),
        new(
            "Azure App Service",
            Gateway,
            "https://learn.microsoft.com/azure/app-service/overview-authentication-authorization",
            Body("You do not have permission to view this directory or page.", 0.75),
            Location("/.auth/login/", 0.93),
            Host("azurewebsites.net", 0.45),
            Cookie("AppServiceAuthSession", 0.7),
            Field("x-ms-middleware-request-id", 0.8)
        ),
        new(
            "Azure Static Web Apps",
            Gateway,
            "https://learn.microsoft.com/azure/static-web-apps/authentication-authorization",
            Host("azurestaticapps.net", 0.7),
            Body("azurestaticapps", 0.4)
        ),
        new(
            "Azure Storage",
            Application,
            "https://learn.microsoft.com/rest/api/storageservices/authorize-requests-to-azure-storage",
            Host("core.windows.net", 0.8),
            Field("x-ms-error-code", 0.6),
            Server("Windows-Azure-", 0.9)
        ),
        new(
            "AWS API Gateway",
            Gateway,
            "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html",
            Field("x-amz-apigw-id", 0.85),
            Field("apigw-requestid", 0.8),
            Host("execute-api.amazonaws.com", 0.8),
            Shape("a host *.execute-api.*", AnyText, 0.8)
                .With(Host("amazonaws.com", 1))
                .With(Field("x-amzn-RequestId", 1)),
            Field("x-amzn-ErrorType", "MissingAuthenticationToken", 0.9),
            Field("x-amzn-ErrorType", "UnauthorizedException", 0.8),
            Field("x-amzn-ErrorType", "AccessDeniedException", 0.7),
            FieldsLike("x-amzn-Remapped-", 0.75),
            Body("{\"message\":\"Missing Authentication Token\"}", 0.8),
            Body("User is not authorized to access this resource", 0.7)
        ),
        new(
            "AWS Application Load Balancer",
            Gateway,
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html",
            Server("awselb/", 0.9),
            Cookie("AWSELBAuthSessionCookie", 0.9)
        ),
        new(
            "AWS",
            Application,
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html",
            Field("x-amzn-requestid", 0.5),
            Host("amazonaws.com", 0.6),
            Field("x-amz-request-id", 0.5),
            Body("SignatureDoesNotMatch", 0.6),
            Body("InvalidClientTokenId", 0.6),
            Body("The security token included in the request", 0.6)
        ),
        new(
            "Amazon S3",
            Application,
            "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html",
            Server("AmazonS3", 0.85),
            Field("x-amz-id-2", 0.7),
            Body("<HostId>", 0.6)
        ),
        new("MinIO", Application, "https://min.io/docs/", Server("MinIO", 0.9)),
        new(
            "Google Cloud",
            Gateway,
            "https://cloud.google.com/run/docs/authenticating/overview",
            Field("Server", "Google Frontend", 0.45),
            Body("Your client does not have permission to get URL", 0.93),
            Body("The access token could not be verified", 0.8),
            Field("Server", "ESF", 0.5).Means(Application)
        ),
        new(
            "Google Identity-Aware Proxy",
            Gateway,
            "https://cloud.google.com/iap/docs/authentication-howto",
            Field("X-Goog-IAP-Generated-Response", 0.98),
            Body("Invalid IAP credentials", 0.97)
        ),
        new(
            "Google API",
            Application,
            "https://cloud.google.com/apis/design/errors",
            Body("type.googleapis.com/google.rpc.ErrorInfo", 0.96),
            Body("\"status\": \"UNAUTHENTICATED\"", 0.85),
            Body("\"status\":\"UNAUTHENTICATED\"", 0.8),
            Host("googleapis.com", 0.8)
        ),
        new(
            "WSO2 API Manager",
            Gateway,
            "https://apim.docs.wso2.com/",
            Body("<am:code>", 0.9),
            Body("\"code\":9009", 0.9),
            Body("\"code\":\"9009", 0.9),
            Challenge("WSO2 API Manager", 0.95)
        ),
        new(
            "Apigee",
            Gateway,
            "https://cloud.google.com/apigee/docs",
            Body("\"faultstring\"", 0.9),
            Body("oauth.v2.", 0.6),
            Body("steps.jwt.", 0.8)
        ),
        new(
            "Tyk",
            Gateway,
            "https://tyk.io/docs/",
            Body("\"error\": \"Authorization field missing\"", 0.9),
            Field("X-Generator", "tyk.io", 0.95)
        ),
        new(
            "KrakenD",
            Gateway,
            "https://www.krakend.io/docs/",
            Field("X-KRAKEND", 0.95),
            Field("X-Krakend-Completed", 0.9)
        ),
        new(
            "APISIX",
            Gateway,
            "https://apisix.apache.org/docs/",
            Server("APISIX", 0.6),
            Body("Missing API key found in request", 0.8)
        ),
        new("Zuplo", Gateway, "https://zuplo.com/docs", Field("zp-rid", 0.8)),
        new(
            "RapidAPI",
            Gateway,
            "https://docs.rapidapi.com/",
            FieldsLike("X-RapidAPI-", 0.85),
            Body("You are not subscribed to this API", 0.9)
        ),
        new(
            "oauth2-proxy",
            Gateway,
            "https://oauth2-proxy.github.io/oauth2-proxy/",
            Cookie("_oauth2_proxy", 0.9),
            Location("/oauth2/start", 0.85),
            Location("/oauth2/sign_in", 0.85),
            Body("OAuth2 Proxy", 0.85),
            Field("GAP-Auth", 0.7)
        ),
        new(
            "Authelia",
            Gateway,
            "https://www.authelia.com/integration/proxies/introduction/",
            Cookie("authelia_session", 0.95),
            Location("?rd=", 0.6),
            Location("authelia", 0.85),
            Body("Authelia", 0.7)
        ),
        new(
            "authentik",
            Gateway,
            "https://docs.goauthentik.io/docs/add-secure-apps/providers/proxy/",
            Cookie("authentik_", 0.95),
            Location("/outpost.goauthentik.io/", 0.97),
            FieldsLike("X-authentik-", 0.9),
            Body("authentik", 0.5)
        ),
        new(
            "Pomerium",
            Gateway,
            "https://www.pomerium.com/docs",
            Cookie("_pomerium", 0.95),
            Location("/.pomerium/", 0.95),
            Location("pomerium", 0.7),
            FieldsLike("X-Pomerium-", 0.9)
        ),
        new("Tinyauth", Gateway, "https://tinyauth.app/", Cookie("tinyauth", 0.9)),
        new(
            "Vercel",
            Gateway,
            "https://vercel.com/docs/deployment-protection",
            Cookie("_vercel_sso_nonce", 0.98),
            Location("vercel.com/sso-api", 0.98),
            Server("Vercel", 0.35).Means(Application),
            Body("Vercel Authentication", 0.9),
            Body("Authentication Required", 0.4).With(Server("Vercel", 1))
        ),
        new(
            "Netlify",
            Gateway,
            "https://docs.netlify.com/",
            Server("Netlify", 0.4).Means(Application),
            Field("x-nf-request-id", 0.3).Means(Application)
        ),
        new(
            "GitHub Codespaces",
            Gateway,
            "https://docs.github.com/codespaces/developing-in-a-codespace/forwarding-ports-in-your-codespace",
            Host("app.github.dev", 0.93),
            Host("githubpreview.dev", 0.93),
            Location("github.dev/auth/postback", 0.96)
        ),
        new("Gitpod", Gateway, "https://www.gitpod.io/docs", Host("gitpod.io", 0.9)),
        new(
            "Dev tunnels",
            Gateway,
            "https://learn.microsoft.com/azure/developer/dev-tunnels/security",
            Host("devtunnels.ms", 0.94),
            Location("tunnels.api.visualstudio.com", 0.94),
            Field("X-Tunnel-Authorization", 0.9)
        ),
        new(
            "ngrok",
            Gateway,
            "https://ngrok.com/docs",
            Host("ngrok.io", 0.4),
            Host("ngrok-free.app", 0.5),
            Host("ngrok.app", 0.4),
            Field("ngrok-error-code", 0.96)
        ),
        new(
            "Supabase",
            Gateway,
            "https://supabase.com/docs/guides/api/api-keys",
            Host("supabase.co", 0.85),
            Field("sb-gateway-version", 0.9),
            Field("sb-project-ref", 0.85)
        ),
    ];
}
