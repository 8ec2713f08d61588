using System.Text;

namespace Gatehouse.Providers;

/// <summary>Puts text that others chose into sentences for operators: quoted, bounded, one line.</summary>
internal static class QuotedText
{
    private const int MaxLength = 200;

    public static string Of(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (quoted.Length > MaxLength)
            {
                quoted.Append("...");
                break;
            }
            quoted.Append(Rune.IsControl(rune) ? "\uFFFD" : rune.ToString());
        }
        return quoted.Append('"').ToString();
    }

    /// <summary>An address without its query, which may hold what is secret.</summary>
    public static string Of(Uri address) => address.GetLeftPart(UriPartial.Path);
}
