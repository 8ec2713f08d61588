using System.Text;

namespace Gatehouse.Client.Providers;

/// <summary>Puts text that a provider sent into sentences: quoted, printable, bounded, and without the secrets that it was sent.</summary>
internal static class ProviderWords
{
    private const int MaxLength = 200;
    private const int ShortestSecret = 4;

    /// <summary>The text in quotes.</summary>
    /// <param name="text">As sent.</param>
    /// <param name="secrets">What must not be seen.</param>
    public static string Quote(string text, IEnumerable<string> secrets)
    {
        foreach (var secret in secrets.Where(static secret => secret.Length >= ShortestSecret))
        {
            text = text.Replace(secret, "[removed]", StringComparison.Ordinal)
                .Replace(Uri.EscapeDataString(secret), "[removed]", StringComparison.Ordinal);
        }

        StringBuilder quoted = new("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (quoted.Length > MaxLength)
            {
                quoted.Append("...");
                break;
            }

            quoted.Append(Rune.IsControl(rune) || rune.Value == '"' ? "?" : rune.ToString());
        }

        return quoted.Append('"').ToString();
    }
}
