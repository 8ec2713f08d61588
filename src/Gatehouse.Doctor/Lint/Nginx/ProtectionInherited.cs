using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Nginx;

/// <summary>A password of the whole server covers places that machines ask without one: health checks, certificates, an API with its own keys.</summary>
internal sealed class ProtectionInherited : NginxCheck
{
    private static readonly string[] Open =
    [
        "/.well-known",
        "/health",
        "/ping",
        "/ready",
        "/live",
        "/status",
        "/robots.txt",
        "/favicon.ico",
        "/manifest",
    ];

    protected override IEnumerable<Fault> Examine(Directive root)
    {
        foreach (var server in root.All().Where(block => block.Children.Any(child => child.Is("location"))))
        {
            if (
                !server.Children.Any(child =>
                    (child.Is("auth_basic") || child.Is("auth_request"))
                    && !child[0].Equals("off", StringComparison.OrdinalIgnoreCase)
                )
            )
            {
                continue;
            }

            foreach (
                var place in server
                    .Own("location")
                    .Where(place =>
                        !place.Own("auth_basic").Any()
                        && !place.Own("auth_request").Any()
                        && !place.Own("internal").Any()
                    )
            )
            {
                var path = PathOf(place).TrimStart('^');
                if (Array.Exists(Open, open => path.StartsWith(open, StringComparison.OrdinalIgnoreCase)))
                {
                    yield return Ill(
                        place,
                        Causes.Server.ProtectionUnintended,
                        Strength.Decisive,
                        $"The outer block's password covers {path} too, which is asked without one",
                        AsksPassword(place) ? "auth_basic off;" : "auth_request off;"
                    );
                }
                else if (
                    AsksPassword(place)
                    && (
                        path.StartsWith("/api", StringComparison.OrdinalIgnoreCase)
                        || path.Contains("webhook", StringComparison.OrdinalIgnoreCase)
                    )
                )
                {
                    yield return Ill(
                        place,
                        Causes.Server.ProtectionUnintended,
                        Strength.Strong,
                        $"The outer block's password covers {path} too, whose callers have credentials of their own",
                        "auth_basic off;"
                    );
                }
                else if (
                    AsksElsewhere(place)
                    && (
                        path.StartsWith("/oauth2", StringComparison.Ordinal)
                        || path.Contains("/login", StringComparison.Ordinal)
                        || path.Contains("/signin", StringComparison.Ordinal)
                    )
                )
                {
                    yield return Ill(
                        place,
                        Causes.Server.ProtectionUnintended,
                        Strength.Strong,
                        $"One must be signed in to reach {path}, where one signs in",
                        "auth_request off;"
                    );
                }
            }
        }
    }
}
