using System.Text.RegularExpressions;

namespace Gatehouse.Doctor.Gatehouses;

/// <summary>Finds a Gatehouse's reference in what was given and seen: in its field, in a problem, on a page, in a message.</summary>
internal static partial class SeenReference
{
    private const int Searched = 64 * 1024;

    /// <summary>The reference of the refusal that is asked about; null for none.</summary>
    public static string? In(CaseFile file) =>
        file.Note<AskedReference>()?.Text
        ?? In(file.Main?.Answer?.Headers["Gatehouse-Reference"])
        ?? In(file.Main?.Answer?.Body)
        ?? In(file.Text);

    private static string? In(string? text) =>
        text is not null && Printed().Match(text.Length > Searched ? text[..Searched] : text) is { Success: true } match
            ? match.Value
            : null;

    [GeneratedRegex(
        @"\bGH-[0-7][0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{5}){4}-[0-9A-HJKMNP-TV-Z]\b",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Printed();
}
