using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Nginx;

/// <summary>A path outside and another inside: cookies for the inner one are never sent to the outer one.</summary>
internal sealed class CookiePaths : NginxCheck
{
    protected override IEnumerable<Fault> Examine(Directive root)
    {
        foreach (var place in root.All("location").Where(place => place.Arguments.Count == 1))
        {
            var outer = PathOf(place).TrimEnd('/');
            if (
                place.Own("proxy_pass").FirstOrDefault() is not { } pass
                || !Uri.TryCreate(pass[0], UriKind.Absolute, out var inside)
                || inside.AbsolutePath.TrimEnd('/') is not { Length: > 0 } inner
                || pass[0].Contains('$', StringComparison.Ordinal)
                || inner == outer
                || outer.StartsWith(inner + "/", StringComparison.Ordinal)
                || inner.StartsWith("/api", StringComparison.OrdinalIgnoreCase)
                || place.InForce("proxy_cookie_path").Any()
            )
            {
                continue;
            }

            yield return Ill(
                pass,
                Causes.Cookie.NotSentPath,
                Strength.Strong,
                $"An application under {inner} sets its session cookie with that Path, and browsers ask for {outer}: they never send it back",
                $"proxy_cookie_path {inner} {(outer.Length > 0 ? outer : "/")};"
            );
        }
    }
}
