using System.Text;

namespace Gatehouse.Gateway.Configuration;

/// <summary>What a message shows of a configured text: short, printable, and nothing that may hold a password.</summary>
internal static class Excerpt
{
    private const int MaximumLength = 60;

    public static string Of(string text)
    {
        if (text.Contains('@', StringComparison.Ordinal) && text.Contains("//", StringComparison.Ordinal))
        {
            return "(not shown: it may hold a password)";
        }

        StringBuilder shown = new();
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= MaximumLength)
            {
                return shown.Append("...").ToString();
            }

            if (
                Rune.IsControl(rune)
                || rune.Value is '`'
                || rune.Value is >= 0x200B and <= 0x200F or >= 0x2028 and <= 0x202E
            )
            {
                shown.Append('?');
            }
            else
            {
                shown.Append(rune.ToString());
            }
        }

        return shown.ToString();
    }
}
