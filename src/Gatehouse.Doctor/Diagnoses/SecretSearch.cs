using System.Buffers;
using System.Collections;
using System.Text;

namespace Gatehouse.Doctor.Diagnoses;

/// <summary>Finds the secrets of a case in any text, through up to three layers of escapes, and takes them out.</summary>
internal sealed class SecretSearch
{
    // A shorter secret counts only where it is a word of its own.
    private const int Unmistakable = 8;

    // Any so long a piece of a random secret is taken for it: answers cut and split what they repeat.
    private const int Piece = 16;
    private const int Layers = 3;

    private readonly string[] _plain;
    private readonly string[] _coded;
    private readonly SearchValues<string> _plainValues;
    private readonly SearchValues<string> _codedValues;
    private readonly HashSet<string> _pieces = new(StringComparer.Ordinal);

    public SecretSearch(IReadOnlyCollection<string> secrets)
    {
        _plain = Longest(secrets.SelectMany(SecretForms.Plain));
        _coded = Longest(secrets.SelectMany(SecretForms.Coded));
        _plainValues = SearchValues.Create(_plain, StringComparison.OrdinalIgnoreCase);
        _codedValues = SearchValues.Create(_coded, StringComparison.Ordinal);
        foreach (var secret in secrets.Where(IsRandom))
        {
            for (var at = 0; at + Piece <= secret.Length; at++)
            {
                _pieces.Add(secret.Substring(at, Piece));
            }
        }
    }

    /// <summary>The text without them.</summary>
    public string Remove(string text)
    {
        if (text.Length == 0)
        {
            return text;
        }

        var marked = new BitArray(text.Length);
        var found = Mark(text, marked, static place => place);
        var layer = UnescapedText.Of(text);
        Func<int, int> map = static place => place;
        for (var depth = 0; layer is not null && depth < Layers; depth++)
        {
            var (outer, inner) = (map, layer);
            map = place => outer(inner.StartOf(place));
            found |= Mark(layer.Text, marked, map);
            layer = UnescapedText.Of(layer.Text);
        }

        return SecretPatterns.Replace(found ? Written(text, marked) : text, Redaction.Mark);
    }

    private static string Written(string text, BitArray marked)
    {
        var written = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (!marked[at])
            {
                written.Append(text[at]);
            }
            else if (at == 0 || !marked[at - 1])
            {
                written.Append(Redaction.Mark);
            }
        }

        return written.ToString();
    }

    private bool Mark(ReadOnlySpan<char> text, BitArray marked, Func<int, int> map)
    {
        var found = false;
        void Set(int from, int to)
        {
            found = true;
            for (int at = map(from), end = map(to); at < end; at++)
            {
                marked[at] = true;
            }
        }

        for (var at = 0; Next(text, at, _plainValues) is >= 0 and var hit; at = hit + 1)
        {
            foreach (var form in _plain)
            {
                if (
                    text[hit..].StartsWith(form, StringComparison.OrdinalIgnoreCase)
                    && (form.Length >= Unmistakable || IsWord(text, hit, hit + form.Length))
                )
                {
                    Set(hit, hit + form.Length);
                    break;
                }
            }
        }

        for (var at = 0; Next(text, at, _codedValues) is >= 0 and var hit; )
        {
            var (from, to) = (hit, hit + 1);
            while (from > 0 && IsCoded(text[from - 1]))
            {
                from--;
            }

            while (to < text.Length && IsCoded(text[to]))
            {
                to++;
            }

            Set(from, to);
            at = to;
        }

        if (_pieces.Count > 0)
        {
            var pieces = _pieces.GetAlternateLookup<ReadOnlySpan<char>>();
            for (var at = 0; at + Piece <= text.Length; at++)
            {
                if (pieces.Contains(text.Slice(at, Piece)))
                {
                    Set(at, at + Piece);
                }
            }
        }

        return found;
    }

    private static int Next(ReadOnlySpan<char> text, int from, SearchValues<string> values)
    {
        var at = from < text.Length ? text[from..].IndexOfAny(values) : -1;
        return at < 0 ? -1 : from + at;
    }

    private static bool IsWord(ReadOnlySpan<char> text, int from, int to) =>
        (from == 0 || !char.IsLetterOrDigit(text[from - 1])) && (to == text.Length || !char.IsLetterOrDigit(text[to]));

    private static bool IsCoded(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '-' or '_' or '=';

    private static bool IsRandom(string secret) =>
        secret.Length >= Piece + 4
        && secret.Any(char.IsAsciiDigit)
        && secret.All(letter =>
            char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '~' or '+' or '/' or '=' or '-'
        )
        && !secret.Contains("//", StringComparison.Ordinal);

    private static string[] Longest(IEnumerable<string> forms) =>
        [
            .. forms
                .Where(form => form.Length >= 4)
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(form => form.Length),
        ];
}
