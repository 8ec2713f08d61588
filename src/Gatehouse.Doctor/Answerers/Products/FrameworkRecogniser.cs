using System.Text.RegularExpressions;
using static Gatehouse.Doctor.Answerers.Answerer;
using static Gatehouse.Doctor.Answerers.Products.Signs;

namespace Gatehouse.Doctor.Answerers.Products;

/// <summary>Frameworks that applications are built on.</summary>
internal sealed class FrameworkRecogniser : ProductRecogniser
{
    private static readonly Regex SpringBody = new(
        """"timestamp"\s*:[^{]{1,80}"status"\s*:\s*\d+\s*,\s*"error"""",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    );

    private static readonly Regex GraphQl = new(
        """"extensions"\s*:\s*\{[^}]{0,400}"code"\s*:\s*"(UNAUTHENTICATED|FORBIDDEN)"""",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    );

    protected override IReadOnlyList<Fingerprint> Fingerprints { get; } =
    [
        new(
            "Spring Security",
            Application,
            "https://docs.spring.io/spring-security/reference/servlet/oauth2/resource-server/jwt.html",
            Shape("its error body", SpringBody, 0.85),
            Body("Full authentication is required to access this resource", 0.93),
            Challenge("An error occurred while attempting to decode the Jwt", 0.97),
            Challenge("tools.ietf.org/html/rfc6750#section-3.1", 0.9),
            Body("Whitelabel Error Page", 0.9),
            Body("org.springframework.security", 0.95),
            Cookie("JSESSIONID", 0.15)
        ),
        new(
            "Express with Passport",
            Application,
            "https://www.passportjs.org/docs/",
            Field("X-Powered-By", "Express", 0.45),
            WholeBody("Unauthorized", 0.5).At(401),
            Challenge("Bearer realm=\"Users\"", 0.9)
        ),
        new(
            "express-jwt",
            Application,
            "https://github.com/auth0/express-jwt",
            Body("UnauthorizedError", 0.93),
            Body("No authorization token was found", 0.93),
            Body("jwt malformed", 0.7),
            Body("jwt expired", 0.6),
            Body("jwt audience invalid. expected", 0.85),
            Body("jwt issuer invalid. expected", 0.85)
        ),
        new(
            "NestJS",
            Application,
            "https://docs.nestjs.com/security/authentication",
            Body("{\"message\":\"Unauthorized\",\"statusCode\":401}", 0.93),
            Body("{\"statusCode\":401,\"message\":\"Unauthorized\"}", 0.75)
        ),
        new("Fastify", Application, "https://fastify.dev/", Body("FST_JWT_", 0.95), Body("FST_", 0.8)),
        new(
            "Django REST Framework",
            Application,
            "https://www.django-rest-framework.org/api-guide/authentication/",
            Body("{\"detail\":\"Authentication credentials were not provided.\"", 0.95),
            Body("{\"detail\":\"Invalid token.\"}", 0.9),
            Body("{\"detail\":\"Invalid username/password.\"}", 0.93),
            Body("Given token not valid for any token type", 0.96),
            Body("\"token_not_valid\"", 0.93),
            Body("{\"detail\":\"Incorrect authentication credentials.\"", 0.93)
        ),
        new(
            "Django",
            Application,
            "https://docs.djangoproject.com/en/stable/ref/csrf/",
            Body("CSRF verification failed. Request aborted.", 0.96),
            Body("DisallowedHost", 0.93),
            Cookie("csrftoken", 0.4),
            Location("?next=/", 0.3)
        ),
        new(
            "Flask-JWT-Extended",
            Application,
            "https://flask-jwt-extended.readthedocs.io/",
            Body("{\"msg\":\"Missing Authorization Header\"}", 0.96),
            Body("{\"msg\":\"Token has expired\"}", 0.96),
            Body("{\"msg\":\"Subject must be a string\"}", 0.97),
            Body("{\"msg\":\"Not enough segments\"}", 0.96),
            Body("{\"msg\":\"Signature verification failed\"}", 0.95),
            Body("{\"msg\":", 0.35)
        ),
        new(
            "Flask",
            Application,
            "https://flask.palletsprojects.com/",
            Body(
                "The server could not verify that you are authorized to access the URL requested. You either supplied the wrong credentials",
                0.93
            )
        ),
        new(
            "FastAPI",
            Application,
            "https://fastapi.tiangolo.com/tutorial/security/",
            Body("{\"detail\":\"Not authenticated\"}", 0.93),
            Body("{\"detail\":\"Could not validate credentials\"}", 0.9),
            Body("{\"detail\":\"Invalid authentication credentials\"}", 0.8),
            Body("{\"detail\":", 0.3)
        ),
        new(
            "Rails with Devise",
            Application,
            "https://github.com/heartcombo/devise",
            Body("You need to sign in or sign up before continuing", 0.96),
            Body("Invalid Email or password.", 0.9),
            Body("InvalidAuthenticityToken", 0.95),
            Location("/users/sign_in", 0.9),
            Field("X-Runtime", 0.3)
        ),
        new(
            "Rails",
            Application,
            "https://guides.rubyonrails.org/security.html",
            Body("HTTP Token: Access denied.", 0.95),
            Body("HTTP Basic: Access denied.", 0.6),
            Body("The change you wanted was rejected", 0.93)
        ),
        new(
            "Laravel",
            Application,
            "https://laravel.com/docs/sanctum",
            Body("{\"message\":\"Unauthenticated.\"}", 0.95),
            Body("CSRF token mismatch.", 0.9),
            Body("Page Expired", 0.8).At(419),
            Body("Route [login] not defined", 0.97),
            Cookie("laravel_session", 0.8),
            Cookie("XSRF-TOKEN", 0.3)
        ),
        new(
            "Symfony",
            Application,
            "https://symfony.com/doc/current/security.html",
            Body("JWT Token not found", 0.93),
            Body("{\"code\":401,\"message\":\"Invalid JWT Token\"}", 0.96),
            Body("{\"code\":401,\"message\":\"Expired JWT Token\"}", 0.96),
            Body("Invalid credentials.", 0.4)
        ),
        new(
            "WordPress",
            Application,
            "https://developer.wordpress.org/rest-api/using-the-rest-api/authentication/",
            Path("/wp-json/", 0.85),
            Body("rest_not_logged_in", 0.96),
            Body("rest_cookie_invalid_nonce", 0.96),
            Body("rest_cannot_", 0.93),
            Body("rest_forbidden", 0.9),
            Body("wp-login.php", 0.8),
            Field("Link", "api.w.org", 0.7),
            Body("jwt_auth_", 0.9),
            Cookie("wordpress_", 0.7),
            Body("wp-content", 0.4)
        ),
        new(
            "Drupal",
            Application,
            "https://www.drupal.org/docs",
            Field("X-Generator", "Drupal", 0.85),
            Field("X-Drupal-Cache", 0.7),
            Body("The used authentication method is not allowed on this route", 0.93)
        ),
        new(
            "Joomla",
            Application,
            "https://docs.joomla.org/",
            Path("/api/index.php/v1", 0.8),
            Body("\"title\":\"Forbidden\"}]}", 0.4)
        ),
        new(
            "ASP.NET Core JwtBearer",
            Application,
            "https://learn.microsoft.com/aspnet/core/security/authentication/configure-jwt-bearer-authentication",
            Challenge("error_description=\"The token expired at", 0.96),
            Challenge("error_description=\"The audience '", 0.96),
            Challenge("error_description=\"The issuer '", 0.96),
            Challenge("The signature key was not found", 0.95),
            Challenge("The signature is invalid", 0.9),
            Challenge("The token is not valid before", 0.95)
        ),
        new(
            "ASP.NET Core",
            Application,
            "https://learn.microsoft.com/aspnet/core/security/authentication/cookie",
            Location("/Account/Login?ReturnUrl=", 0.95),
            Location("/Identity/Account/Login", 0.96),
            Location("ReturnUrl=%2F", 0.7),
            Field("X-Powered-By", "ASP.NET", 0.35),
            Cookie(".AspNetCore.", 0.7),
            Body("https://tools.ietf.org/html/rfc7235#section-3.1", 0.75),
            Body("https://tools.ietf.org/html/rfc9110#section-15.5.2", 0.75),
            Body("IDX1", 0.6)
        ),
        new(
            "gRPC",
            Application,
            "https://grpc.io/docs/guides/auth/",
            Field("grpc-status", 0.9),
            Field("Content-Type", "application/grpc", 0.85)
        ),
        new(
            "Hasura",
            Application,
            "https://hasura.io/docs/",
            Body("Could not verify JWT", 0.95),
            Body("x-hasura-", 0.9),
            Body("\"code\":\"invalid-jwt\"", 0.95),
            Body("\"code\":\"access-denied\"", 0.7)
        ),
        new(
            "PostgREST",
            Application,
            "https://docs.postgrest.org/en/stable/references/errors.html",
            Body("PGRST", 0.95)
        ),
        new(
            "GraphQL server",
            Application,
            "https://www.apollographql.com/docs/apollo-server/data/errors",
            Shape("an UNAUTHENTICATED error of GraphQL", GraphQl, 0.9),
            Path("/graphql", 0.5)
        ),
        new("Swagger UI", Browser, null, Body("<title>Swagger UI</title>", 0.3)),
        new(
            "MCP server",
            Application,
            "https://modelcontextprotocol.io/specification/draft/basic/authorization",
            Challenge("resource_metadata=", 0.6),
            Path("/mcp", 0.3)
        ),
    ];
}
