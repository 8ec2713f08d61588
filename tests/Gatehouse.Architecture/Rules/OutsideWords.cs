using System.Text.RegularExpressions;

namespace Gatehouse.Architecture.Rules;

/// <summary>
/// The project speaks of itself alone: nothing in it points at a machine, at a registry, or at papers that a reader of the
/// repository does not have. Each pattern spells one letter as a set, so that this file is no offender.
/// </summary>
internal static partial class OutsideWords
{
    private const string Machine = "a path of a machine";

    private const string Registry = "the host of a package registry";

    private static readonly (Regex Pattern, string What)[] Patterns =
    [
        (MachinePath(), Machine),
        (RegistryHost(), Registry),
        (OwnFolder(), "a folder of one machine"),
        (IssueNumber(), "a number of an issue or pull request"),
        (ForeignPaper(), "a paper that is not in the repository"),
        (Workshop(), "a word about how it was made"),
    ];

    /// <summary>What in a text points outside, one sentence each; <paramref name="path"/> is from the repository's root.</summary>
    public static IEnumerable<string> Offences(string path, string text) =>
        (IsDoctor(path) ? Patterns.Where(rule => rule.What != Registry && rule.What != Machine) : Patterns).SelectMany(
            rule =>
                rule.Pattern.Matches(text)
                    .Select(match => $"{path}:{LineOf(text, match.Index)}: {rule.What}: {match.Value}")
        );

    // The doctor knows other people's products by their hosts, and reads their logs with the paths in them.
    private static bool IsDoctor(string path) =>
        path.StartsWith("src/Gatehouse.Doctor/", StringComparison.Ordinal)
        || path.StartsWith("tests/Gatehouse.Doctor.Tests/", StringComparison.Ordinal)
        || path.StartsWith("bench/Gatehouse.DoctorBench/", StringComparison.Ordinal);

    private static int LineOf(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;

    [GeneratedRegex(
        @"(?<![\w.:/*-])/(?:[r]oot\b|[h]ome/[a-z]|[U]sers/)|\b[A-Z]:\\\\?[U]sers",
        RegexOptions.ExplicitCapture,
        5000
    )]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"(?<![\w.:/*-])/[w]ork/", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex OwnFolder();

    [GeneratedRegex(
        @"\b(?:api\.)?[n]uget\.org|\bregistry\.[n]pmjs|\b[m]cr\.microsoft|[p]kgs\.dev|\b[a]rtifactory|""[r]esolved"": *""http",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        5000
    )]
    private static partial Regex RegistryHost();

    [GeneratedRegex(
        @"\b(?:[i]ssue|[p]ull request|[t]icket) ?#\d+|[(]#\d+[)]|\b[f]ixes #\d+",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        5000
    )]
    private static partial Regex IssueNumber();

    // What a test reads in place from the folder beside the repository, and skips without, may be named there.
    [GeneratedRegex(
        @"(?<!""shared"", "")\b(?:[r]equirements|[d]esign|[i]nterface|[a]ttacks|[s]tyle)\.md\b|\b[r]ow [SACD]\d+\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        5000
    )]
    private static partial Regex ForeignPaper();

    [GeneratedRegex(
        @"\b[l]anguage model\b|\bAI[- ](?:[a]ssistant|[g]enerated)\b|\b[s]ub-?agents?\b|\b[w]orktree\b|\b[o]ther helper\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        5000
    )]
    private static partial Regex Workshop();
}
