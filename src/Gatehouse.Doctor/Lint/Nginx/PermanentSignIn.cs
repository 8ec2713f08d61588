using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Nginx;

/// <summary>A permanent redirect to the sign-in page is kept by browsers, who go there even when they are signed in.</summary>
internal sealed class PermanentSignIn : NginxCheck
{
    private static readonly string[] SignIns =
    [
        "login",
        "signin",
        "sign-in",
        "sign_in",
        "logon",
        "oauth2/start",
        "/auth",
    ];

    protected override IEnumerable<Fault> Examine(Directive root)
    {
        foreach (var back in root.All("return").Where(back => back[0] is "301" or "308" && IsSignIn(back[1])))
        {
            yield return Ill(
                back,
                Causes.Cache.StaleRedirect,
                Strength.Strong,
                $"Browsers keep a permanent redirect to the sign-in page and go there even after signing in",
                $"return 302 {back[1]};"
            );
        }

        foreach (var rewrite in root.All("rewrite").Where(rewrite => rewrite[2] == "permanent" && IsSignIn(rewrite[1])))
        {
            yield return Ill(
                rewrite,
                Causes.Cache.StaleRedirect,
                Strength.Strong,
                $"Browsers keep a permanent redirect to the sign-in page and go there even after signing in",
                $"rewrite {rewrite[0]} {rewrite[1]} redirect;"
            );
        }
    }

    private static bool IsSignIn(string target) =>
        Array.Exists(SignIns, word => target.Contains(word, StringComparison.OrdinalIgnoreCase))
        && !target.Contains("$request_uri", StringComparison.Ordinal);
}
