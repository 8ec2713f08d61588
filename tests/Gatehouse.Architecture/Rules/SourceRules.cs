using System.Text.RegularExpressions;

namespace Gatehouse.Architecture.Rules;

/// <summary>What a source file and its name may hold.</summary>
internal static partial class SourceRules
{
    private static readonly string[] KindFolders =
    [
        "Common",
        "Shared",
        "Utils",
        "Utilities",
        "Helpers",
        "Abstractions",
        "Interfaces",
        "Models",
        "Enums",
        "Extensions",
    ];

    /// <summary>What is wrong with a source file, one sentence each; <paramref name="path"/> is from the repository's root.</summary>
    public static IEnumerable<string> Offences(string path, string text)
    {
        if (path.Split('/').SkipLast(1).Any(folder => KindFolders.Contains(folder, StringComparer.Ordinal)))
        {
            yield return $"{path}: a folder is a feature, not a kind";
        }

        if (path.StartsWith("src/", StringComparison.Ordinal))
        {
            if (TopLevelType().Count(text) > 1)
            {
                yield return $"{path}: one type a file";
            }

            // The lab and the doctor speak for servers and clients that write badly, on purpose and as it was given.
            if (
                !path.StartsWith("src/Gatehouse.Protocol/", StringComparison.Ordinal)
                && !path.StartsWith("src/Gatehouse.Lab/", StringComparison.Ordinal)
                && !path.StartsWith("src/Gatehouse.Doctor/", StringComparison.Ordinal)
                && HeaderText().IsMatch(text)
            )
            {
                yield return $"{path}: header text is written in Gatehouse.Protocol alone";
            }
        }

        if (Unfinished().IsMatch(text))
        {
            yield return $"{path}: nothing is left to be done later";
        }
    }

    [GeneratedRegex(
        @"^(?:public |internal )(?:static |sealed |abstract |readonly |partial |ref |unsafe )*(?:class|record|struct|interface|enum)\b",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        5000
    )]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"""[^""\r\n]*(?:\brealm=|\berror=\\"")", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex HeaderText();

    [GeneratedRegex(@"//.*\b(?:TO" + @"DO|FIX" + @"ME|HA" + @"CK|XX" + @"X)\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Unfinished();
}
