using System.Text.RegularExpressions;

namespace Gatehouse.Protocol.Tests.Catalogue;

/// <summary>Reads the cause ids of section C: <c>`family.name .name`</c>, where a name that starts with a dot keeps the family.</summary>
internal static partial class RequiredCauses
{
    public static IReadOnlyList<string> Read(string requirements)
    {
        var start = requirements.IndexOf("## C.", StringComparison.Ordinal);
        var end = requirements.IndexOf("## D.", start, StringComparison.Ordinal);
        var ids = new List<string>();
        var family = "";
        foreach (
            var word in Code()
                .Matches(requirements[start..end])
                .SelectMany(code => code.Groups["text"].Value.Split(' '))
        )
        {
            if (IdOrName().Match(word) is not { Success: true } match)
            {
                continue;
            }

            family = match.Groups["family"].Length > 0 ? match.Groups["family"].Value : family;
            ids.Add(family + "." + match.Groups["name"].Value);
        }

        return ids;
    }

    [GeneratedRegex("`(?<text>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex("^(?<family>[a-z]*)\\.(?<name>[a-z0-9-]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdOrName();
}
