using System.Buffers;
using System.Text;

namespace Gatehouse.Lab.Export;

/// <summary>Finds <c>{name}</c> in the texts of steps.</summary>
internal static class Braces
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>A text with something else in place of each name in braces.</summary>
    public static string Replace(string text, Func<string, string> write)
    {
        var result = new StringBuilder();
        var start = 0;
        for (var open = text.IndexOf('{', 0); open >= 0; open = text.IndexOf('{', open + 1))
        {
            var close = text.IndexOf('}', open);
            if (close < 0 || !IsName(text.AsSpan((open + 1)..close)))
            {
                continue;
            }

            result.Append(text, start, open - start).Append(write(text[(open + 1)..close]));
            start = close + 1;
        }

        return result.Append(text, start, text.Length - start).ToString();
    }

    // The letters that names of variables and places are made of; JSON in a body is none.
    private static bool IsName(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExcept(Letters);
}
