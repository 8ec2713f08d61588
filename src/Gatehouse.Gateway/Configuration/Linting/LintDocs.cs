using System.Globalization;
using System.Text;

namespace Gatehouse.Gateway.Configuration.Linting;

/// <summary>The page of the rules, which is written by the program.</summary>
internal static class LintDocs
{
    public const string Name = "check-rules.md";

    public static string Page()
    {
        var page = new StringBuilder()
            .Append("# What `gatehouse check` warns of\n\n")
            .Append("<!-- Written by `gatehouse config docs docs`: change the rules, not this page. -->\n\n")
            .Append(
                CultureInfo.InvariantCulture,
                $"The {SecurityLint.Rules.Count} rules of the security lint. A warning names the line; `--strict` makes it an error. Beside these, the reading itself refuses or warns of what is wrong in other ways: keys that do not exist, routes that no request reaches, passwords over plain http, secrets written in the file, and so on, each with its own id.\n\n"
            )
            .Append("| id | why | instead |\n|---|---|---|\n");
        foreach (var rule in SecurityLint.Rules)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{rule.Id}` | {Sentence(rule.Reason)} | {rule.Fix} |\n");
        }

        return page.ToString();
    }

    private static string Sentence(string reason) => char.ToUpperInvariant(reason[0]) + reason[1..];
}
