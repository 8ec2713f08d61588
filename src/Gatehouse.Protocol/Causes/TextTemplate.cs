using System.Text;

namespace Gatehouse.Protocol.Causes;

/// <summary>Texts with <c>{named}</c> placeholders. Braces have no other use in the texts.</summary>
internal static class TextTemplate
{
    public static IReadOnlyList<string> Placeholders(string template)
    {
        var names = new List<string>();
        var rest = template.AsSpan();
        while (NextPlaceholder(rest) is var (start, end) && end > start)
        {
            var name = rest[(start + 1)..end].ToString();
            if (!names.Contains(name, StringComparer.Ordinal))
            {
                names.Add(name);
            }

            rest = rest[(end + 1)..];
        }

        return names.AsReadOnly();
    }

    // One pass, so that a value that looks like a placeholder is never filled in its turn.
    public static string Fill(string template, Func<string, string> valueOf)
    {
        var filled = new StringBuilder(template.Length + 64);
        var rest = template.AsSpan();
        while (NextPlaceholder(rest) is var (start, end) && end > start)
        {
            filled.Append(rest[..start]).Append(valueOf(rest[(start + 1)..end].ToString()));
            rest = rest[(end + 1)..];
        }

        return filled.Append(rest).ToString();
    }

    private static (int Start, int End) NextPlaceholder(ReadOnlySpan<char> text)
    {
        var start = text.IndexOf('{');
        var length = start < 0 ? -1 : text[start..].IndexOf('}');
        return length < 0 ? (0, 0) : (start, start + length);
    }
}
