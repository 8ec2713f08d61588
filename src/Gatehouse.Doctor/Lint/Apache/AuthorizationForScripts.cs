using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Apache;

/// <summary>Apache keeps Authorization from CGI and FastCGI programs unless it is told to pass it on.</summary>
internal sealed class AuthorizationForScripts : ApacheCheck
{
    protected override IEnumerable<Fault> Examine(Directive root)
    {
        var passed =
            root.All("CGIPassAuth").Any(pass => pass[0].Equals("on", StringComparison.OrdinalIgnoreCase))
            || root.All()
                .Any(each =>
                    each.Name.StartsWith("SetEnvIf", StringComparison.OrdinalIgnoreCase)
                    && each.Value.Contains("Authorization", StringComparison.OrdinalIgnoreCase)
                )
            || root.All("RewriteRule")
                .Any(rule => rule.Value.Contains("HTTP_AUTHORIZATION", StringComparison.OrdinalIgnoreCase))
            || root.All("FcgidPassHeader")
                .Any(pass => pass.Value.Contains("Authorization", StringComparison.OrdinalIgnoreCase))
            || root.All("FastCgiExternalServer")
                .Any(server =>
                    server.Value.Contains("-pass-header", StringComparison.OrdinalIgnoreCase)
                    && server.Value.Contains("Authorization", StringComparison.OrdinalIgnoreCase)
                )
            || root.All("AuthType").Any(type => !type[0].Equals("none", StringComparison.OrdinalIgnoreCase))
            || root.All("WSGIPassAuthorization").Any(pass => pass[0].Equals("on", StringComparison.OrdinalIgnoreCase));
        if (
            root.All("RequestHeader")
                .FirstOrDefault(header =>
                    header[0].Equals("unset", StringComparison.OrdinalIgnoreCase)
                    && header[1].Equals("Authorization", StringComparison.OrdinalIgnoreCase)
                )
                is { } unset
            && !root.All("AuthType").Any()
        )
        {
            yield return Ill(
                unset,
                Causes.Header.StrippedByServer,
                Strength.Decisive,
                $"Authorization is taken out of every request before the application sees it",
                null
            );
        }

        if (
            root.All("CGIPassAuth").FirstOrDefault(pass => pass[0].Equals("off", StringComparison.OrdinalIgnoreCase))
                is { } off
            && !passed
        )
        {
            yield return Ill(
                off,
                Causes.Header.StrippedByServer,
                Strength.Decisive,
                $"Authorization is kept from CGI and FastCGI programs",
                "CGIPassAuth On"
            );
            yield break;
        }

        if (passed)
        {
            yield break;
        }

        foreach (var each in root.All())
        {
            if (
                each.Is("WSGIScriptAlias")
                || (each.Is("WSGIPassAuthorization") && each[0].Equals("off", StringComparison.OrdinalIgnoreCase))
            )
            {
                yield return Ill(
                    each,
                    Causes.Header.StrippedByServer,
                    Strength.Strong,
                    $"mod_wsgi keeps Authorization from the application unless it is told to pass it on",
                    "WSGIPassAuthorization On"
                );
                yield break;
            }

            if (IsFastCgi(each))
            {
                yield return Ill(
                    each,
                    Causes.Header.StrippedByServer,
                    Strength.Strong,
                    $"Apache keeps Authorization from FastCGI programs unless it is told to pass it on: an application that reads tokens or passwords itself gets none",
                    "CGIPassAuth On"
                );
                yield break;
            }

            if (
                each.Is("AddHandler")
                && each[0].Equals("cgi-script", StringComparison.OrdinalIgnoreCase)
                && each.Parent is { Line: > 0 }
            )
            {
                yield return Remark(
                    each,
                    $"Apache keeps Authorization from CGI programs unless it is told to pass it on",
                    "CGIPassAuth On"
                );
            }
        }
    }

    private static bool IsFastCgi(Directive each) =>
        (each.Is("SetHandler") || each.Is("AddHandler") || each.Is("ProxyPassMatch") || each.Is("ProxyPass"))
            && (
                each.Value.Contains("fcgi://", StringComparison.OrdinalIgnoreCase)
                || each.Value.Contains("fcgid-script", StringComparison.OrdinalIgnoreCase)
                || each.Value.Contains("proxy:unix", StringComparison.OrdinalIgnoreCase)
            )
        || (
            each.Is("Action")
            && (
                each.Value.Contains("fcgi", StringComparison.OrdinalIgnoreCase)
                || each.Value.Contains("php", StringComparison.OrdinalIgnoreCase)
            )
        );
}
