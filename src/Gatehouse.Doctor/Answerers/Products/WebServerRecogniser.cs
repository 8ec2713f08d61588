using static Gatehouse.Doctor.Answerers.Answerer;
using static Gatehouse.Doctor.Answerers.Products.Signs;

namespace Gatehouse.Doctor.Answerers.Products;

/// <summary>Web servers and reverse proxies by their own pages.</summary>
internal sealed class WebServerRecogniser : ProductRecogniser
{
    protected override IReadOnlyList<Fingerprint> Fingerprints { get; } =
    [
        new(
            "nginx",
            Gateway,
            "https://nginx.org/en/docs/http/ngx_http_auth_basic_module.html",
            Server("nginx", 0.4),
            Body("<center>nginx", 0.9)
        ),
        new("OpenResty", Gateway, "https://openresty.org/", Server("openresty", 0.4), Body("<center>openresty", 0.9)),
        new(
            "Apache httpd",
            Gateway,
            "https://httpd.apache.org/docs/2.4/howto/auth.html",
            Server("Apache/", 0.4),
            Server("Apache", 0.1),
            Body("This server could not verify that you are authorized to access the document", 0.93),
            Body("<address>Apache", 0.85),
            Body("Size of a request header field exceeds server limit", 0.9)
        ),
        new(
            "IIS",
            Gateway,
            "https://learn.microsoft.com/iis/configuration/system.webserver/security/authentication/",
            Server("Microsoft-IIS", 0.4),
            Body("401 - Unauthorized: Access is denied due to invalid credentials", 0.95),
            Body("HTTP Error 401.", 0.93),
            Body("IIS Detailed Error", 0.95),
            Body(
                "You do not have permission to view this directory or page using the credentials that you supplied",
                0.9
            )
        ),
        new(
            "http.sys",
            Gateway,
            "https://learn.microsoft.com/troubleshoot/developer/webapps/iis/health-diagnostic-performance/http-bad-request-response-kerberos",
            Server("Microsoft-HTTPAPI", 0.6),
            Body("<h2>Bad Request - Request Too Long</h2>", 0.95),
            Body("HTTP Error 400. The size of the request headers is too long", 0.95)
        ),
        new(
            "HAProxy",
            Gateway,
            "https://docs.haproxy.org/",
            Body("You need a valid user and password to access this content", 0.96),
            Body("Request forbidden by administrative rules", 0.9),
            Body("<h1>408 Request Time-out</h1>\\nYour browser didn", 0.8)
        ),
        new(
            "Traefik",
            Gateway,
            "https://doc.traefik.io/traefik/middlewares/http/basicauth/",
            Challenge("realm=\"traefik\"", 0.96),
            WholeBody("401 Unauthorized", 0.55).At(401)
        ),
        new(
            "Caddy",
            Gateway,
            "https://caddyserver.com/docs/caddyfile/directives/basic_auth",
            Server("Caddy", 0.45),
            Field("Via", "Caddy", 0.2).Means(Application),
            Challenge("realm=\"restricted\"", 0.5).With(Server("Caddy", 1))
        ),
        new(
            "Envoy",
            Gateway,
            "https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/jwt_authn_filter",
            Server("envoy", 0.45),
            Server("istio-envoy", 0.3),
            Body("Jwt is missing", 0.95),
            Body("Jwt is expired", 0.93),
            Body("Jwt issuer is not configured", 0.95),
            Body("Audiences in Jwt are not allowed", 0.96),
            Body("Jwks doesn't have key to match kid or alg from Jwt", 0.96),
            Body("Jwks remote fetch is failed", 0.96),
            Body("Jwt verification fails", 0.95),
            Body("Jwt is not in the form of", 0.95),
            Body("RBAC: access denied", 0.96),
            Field("x-envoy-upstream-service-time", 0.35).Means(Application)
        ),
        new(
            "lighttpd",
            Gateway,
            "https://redmine.lighttpd.net/projects/lighttpd/wiki/Mod_auth",
            Server("lighttpd", 0.6)
        ),
        new(
            "LiteSpeed",
            Gateway,
            "https://docs.litespeedtech.com/",
            Server("LiteSpeed", 0.45),
            Body("Proudly powered by LiteSpeed Web Server", 0.95)
        ),
        new(
            "Squid",
            Proxy,
            "https://wiki.squid-cache.org/Features/Authentication",
            Field("Server", "squid", 0.8),
            Field("X-Squid-Error", 0.97),
            Body("ERR_CACHE_ACCESS_DENIED", 0.95),
            Body("(squid/", 0.9)
        ),
        new("Varnish", Cdn, "https://varnish-cache.org/docs/", Body("Guru Meditation", 0.93), Field("X-Varnish", 0.25)),
        new(
            "Tomcat",
            Application,
            "https://tomcat.apache.org/tomcat-10.1-doc/realm-howto.html",
            Server("Apache-Coyote", 0.5),
            Body("HTTP Status 401", 0.9),
            Body("HTTP Status 403", 0.9),
            Body("<h3>Apache Tomcat", 0.9),
            Body("tomcat-users.xml", 0.9)
        ),
        new(
            "Jetty",
            Application,
            "https://jetty.org/docs/",
            Server("Jetty", 0.5),
            Body("Powered by Jetty", 0.93),
            Body("<tr><th>MESSAGE:</th>", 0.7)
        ),
        new(
            "WildFly",
            Application,
            "https://docs.wildfly.org/",
            Server("WildFly", 0.6),
            Field("X-Powered-By", "Undertow", 0.5)
        ),
        new("gunicorn", Application, "https://docs.gunicorn.org/", Server("gunicorn", 0.5)),
        new("Werkzeug", Application, "https://werkzeug.palletsprojects.com/", Server("Werkzeug", 0.55)),
        new("uvicorn", Application, "https://www.uvicorn.org/", Server("uvicorn", 0.5)),
        new(
            "Kestrel",
            Application,
            "https://learn.microsoft.com/aspnet/core/security/authentication/",
            Server("Kestrel", 0.55)
        ),
    ];
}
