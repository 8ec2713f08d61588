using System.Globalization;
using System.Text;

namespace Gatehouse.Doctor.Diagnoses;

/// <summary>
/// Makes text that came from outside fit to be shown: every secret of the case is replaced wherever it stands and however it
/// is encoded, and control characters are written out.
/// </summary>
public sealed class Redaction
{
    private readonly string[] _secrets;

    /// <summary>Removes the secrets of this case; none where they are to be shown.</summary>
    public Redaction(CaseFile file, bool showSecrets = false) =>
        _secrets = showSecrets ? [] : [.. SecretForms.Of(file).OrderByDescending(secret => secret.Length)];

    /// <summary>A sentence with its values cleaned.</summary>
    public string Show(FormattableString sentence) =>
        Clean(
            string.Format(
                CultureInfo.InvariantCulture,
                sentence.Format,
                [.. sentence.GetArguments().Select(value => value is string text ? Clean(text) : value)]
            )
        );

    /// <summary>The text without secrets and without anything that a terminal would obey.</summary>
    public string Clean(string text)
    {
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, "[removed]", StringComparison.Ordinal);
        }

        return Visible(text);
    }

    private static string Visible(string text)
    {
        if (!text.Any(IsHidden))
        {
            return text;
        }

        var written = new StringBuilder(text.Length + 16);
        foreach (var letter in text)
        {
            if (IsHidden(letter))
            {
                written.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            }
            else
            {
                written.Append(letter);
            }
        }

        return written.ToString();
    }

    // Control characters, and those that turn the direction of writing or cannot be seen.
    private static bool IsHidden(char letter) =>
        char.IsControl(letter)
        || char.GetUnicodeCategory(letter)
            is UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse;
}
