using System.Text.RegularExpressions;

namespace Gatehouse.Gateway.Tests.Configuration.Reloading;

/// <summary>Every whole configuration that the documentation shows.</summary>
internal static partial class SampleConfigurations
{
    /// <summary>Each by the page it stands on and its number there.</summary>
    public static IReadOnlyList<(string Name, string Text)> All { get; } = [.. Find()];

    private static IEnumerable<(string Name, string Text)> Find()
    {
        var docs = ReadConfiguration.Repository("docs");
        foreach (
            var file in Directory.EnumerateFiles(docs, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        )
        {
            var name = Path.GetRelativePath(docs, file);
            if (file.EndsWith(".yaml", StringComparison.Ordinal) && IsWhole(File.ReadAllText(file)))
            {
                yield return (name, File.ReadAllText(file));
            }

            if (name == Path.Combine("deploy", "kubernetes.yaml"))
            {
                yield return (name, InsideOf(File.ReadAllText(file)));
            }

            if (file.EndsWith(".md", StringComparison.Ordinal))
            {
                var number = 0;
                foreach (
                    var text in Block().Matches(File.ReadAllText(file)).Select(block => block.Groups["text"].Value)
                )
                {
                    if (IsWhole(text))
                    {
                        yield return ($"{name} {++number}", text);
                    }
                }
            }
        }
    }

    // The text of the one file that the ConfigMap holds.
    private static string InsideOf(string manifest) =>
        string.Concat(
            manifest
                .Split("  gatehouse.yaml: |\n")[1]
                .Split('\n')
                .TakeWhile(line => line.StartsWith("    ", StringComparison.Ordinal))
                .Select(line => line[4..] + "\n")
        );

    private static bool IsWhole(string text) =>
        text.Contains("\nroutes:", StringComparison.Ordinal)
        && (
            text.Contains("upstreams:", StringComparison.Ordinal)
            || text.StartsWith("listen:", StringComparison.Ordinal)
        );

    [GeneratedRegex(
        "^```yaml\n(?<text>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Block();
}
