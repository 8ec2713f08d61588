using System.Text;

namespace Gatehouse.Client.Flow;

/// <summary>A server's words, made fit for a message: on one line, and not without end.</summary>
internal static class PlainText
{
    private const string Cut = "...";

    /// <summary>The words, with blanks for control characters, and cut behind so many characters.</summary>
    public static string Of(string words, int longest)
    {
        var text = new StringBuilder(Math.Min(words.Length, longest + Cut.Length));
        foreach (var rune in words.EnumerateRunes())
        {
            if (text.Length >= longest)
            {
                return text.Append(Cut).ToString();
            }

            text.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return text.ToString().Trim();
    }
}
