using System.Text.RegularExpressions;

namespace Gatehouse.EndToEnd.Harness;

/// <summary>A page of the documentation, as what its readers would type.</summary>
public static partial class DocumentPage
{
    /// <summary>The blocks of a page in one language, in order; the path is from the repository's root.</summary>
    public static async Task<IReadOnlyList<string>> BlocksAsync(string page, string language) =>
        [
            .. Block()
                .Matches(await File.ReadAllTextAsync(Path.Combine(IdentityProviderTests.Root(), page)))
                .Where(block => block.Groups["language"].Value == language)
                .Select(block => block.Groups["text"].Value),
        ];

    /// <summary>The commands of a block, each with the texts that the comments below it say are printed.</summary>
    public static IEnumerable<(string Command, IReadOnlyList<string> Expected)> Commands(string block)
    {
        string? command = null;
        var expected = new List<string>();
        foreach (var line in block.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                expected.Add(line[2..]);
                continue;
            }

            if (command is not null)
            {
                yield return (command, expected);
            }

            (command, expected) = (line, []);
        }

        if (command is not null)
        {
            yield return (command, expected);
        }
    }

    /// <summary>
    /// Runs a command in a folder as the next line of one terminal: what it sets is there for the lines behind it. Gives
    /// what it printed, errors included.
    /// </summary>
    public static Task<string> TypeAsync(string folder, string command, string before = "")
    {
        var keep = Assignment().Match(command) is { Success: true } set
            ? $"; declare -p {set.Groups["name"].Value} >> state"
            : "";
        return Shell.RunAsync($"cd '{folder}'; {before}touch state; . ./state\n{{ {command}\n}} 2>&1{keep}");
    }

    [GeneratedRegex(
        "^```(?<language>[a-z]*)\n(?<text>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Block();

    [GeneratedRegex("^(?<name>[a-z]+)=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Assignment();
}
