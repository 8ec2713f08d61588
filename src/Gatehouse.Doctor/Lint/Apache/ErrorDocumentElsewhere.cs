using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Apache;

/// <summary>ErrorDocument 401 with a full address turns the refusal into a redirect.</summary>
internal sealed class ErrorDocumentElsewhere : ApacheCheck
{
    protected override IEnumerable<Fault> Examine(Directive root)
    {
        foreach (
            var page in root.All("ErrorDocument")
                .Where(page =>
                    page[0] is "401" or "403" && page[1].StartsWith("http", StringComparison.OrdinalIgnoreCase)
                )
        )
        {
            yield return Ill(
                page,
                Causes.Refusal.AsRedirect,
                Strength.Decisive,
                $"A full address makes Apache answer 302 in place of {page[0]}: no challenge goes out, and nobody can sign in",
                $"ErrorDocument {page[0]} {(Uri.TryCreate(page[1], UriKind.Absolute, out var url) ? url.AbsolutePath : "/401.html")}"
            );
        }

        foreach (var redirect in root.All().Where(IsPermanentSignIn))
        {
            yield return Ill(
                redirect,
                Causes.Cache.StaleRedirect,
                Strength.Strong,
                $"Browsers keep a permanent redirect to the sign-in page and go there even after signing in",
                $"{redirect.Name} {redirect.Value.Replace("301", "302", StringComparison.Ordinal)}"
            );
        }
    }

    private static bool IsPermanentSignIn(Directive each)
    {
        var permanent =
            (
                each.Name.StartsWith("Redirect", StringComparison.OrdinalIgnoreCase)
                && (each[0] is "301" or "permanent" || each.Is("RedirectPermanent"))
            ) || (each.Is("RewriteRule") && each.Value.Contains("R=301", StringComparison.OrdinalIgnoreCase));
        return permanent
            && each.Arguments.Skip(1)
                .Any(word =>
                    word.Contains("login", StringComparison.OrdinalIgnoreCase)
                    || word.Contains("signin", StringComparison.OrdinalIgnoreCase)
                    || word.Contains("sign-in", StringComparison.OrdinalIgnoreCase)
                );
    }
}
