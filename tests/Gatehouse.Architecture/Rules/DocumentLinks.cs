using System.Text.RegularExpressions;

namespace Gatehouse.Architecture.Rules;

/// <summary>A link of a document to another place of the repository leads somewhere.</summary>
internal static partial class DocumentLinks
{
    /// <summary>The dead links of a document, one sentence each; both paths are from the repository's root.</summary>
    public static IEnumerable<string> Offences(string path, string text, Predicate<string> exists)
    {
        foreach (var target in Link().Matches(text).Select(match => match.Groups["target"].Value))
        {
            var file = target.Split('#')[0];
            if (file.Length > 0 && !target.Contains(':', StringComparison.Ordinal) && !exists(Resolve(path, file)))
            {
                yield return $"{path}: there is no {target}";
            }
        }
    }

    private static string Resolve(string path, string target)
    {
        var parts = new List<string>(path.Split('/').SkipLast(1));
        foreach (var part in target.Split('/'))
        {
            if (part is "..")
            {
                if (parts.Count == 0)
                {
                    return "..";
                }

                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "."))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    [GeneratedRegex(@"\]\((?<target>[^()\s]+)\)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Link();
}
