using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Nginx;

/// <summary>error_page turns a 401 into another status, so that programs no longer see a refusal.</summary>
internal sealed class RefusalsRewritten : NginxCheck
{
    protected override IEnumerable<Fault> Examine(Directive root)
    {
        foreach (
            var page in root.All("error_page").Where(page => page.Arguments.Contains("401", StringComparer.Ordinal))
        )
        {
            var target = page.Arguments[^1];
            var status = page.Arguments.FirstOrDefault(word => word.StartsWith('=') && word.Length > 1) ?? string.Empty;
            if (status == "=200")
            {
                yield return Ill(
                    page,
                    Causes.Refusal.AsSuccess,
                    Strength.Decisive,
                    $"A 401 goes out as 200: programs take the sign-in page for the answer",
                    $"error_page 401 {target};"
                );
            }
            else if (
                status is "=301" or "=302" or "=303" or "=307" or "=308"
                || target.StartsWith("http", StringComparison.Ordinal)
            )
            {
                yield return Ill(
                    page,
                    Causes.Refusal.AsRedirect,
                    Strength.Decisive,
                    $"A 401 goes out as a redirect: programs end at a page in place of an error",
                    "error_page 401 = @sign_in; # and there: if ($http_accept !~ text/html) { return 401; }"
                );
            }
            else if (
                target.StartsWith('@')
                && root.All("location")
                    .FirstOrDefault(block => block.Arguments.Contains(target, StringComparer.Ordinal))
                    is { } named
                && named
                    .Own("return")
                    .Any(back =>
                        back[0] is "302" or "303" or "301" || back[0].StartsWith("http", StringComparison.Ordinal)
                    )
            )
            {
                yield return Remark(
                    page,
                    $"Every caller who lacks credentials is sent to sign in: right for browsers, but programs should get the 401",
                    null
                );
            }
        }
    }
}
