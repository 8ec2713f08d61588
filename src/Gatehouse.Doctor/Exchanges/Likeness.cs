using System.Text;

namespace Gatehouse.Doctor.Exchanges;

/// <summary>Whether two answers say the same, apart from what differs every time: numbers, ids, nonces, times.</summary>
public static class Likeness
{
    private const int Compared = 16 * 1024;

    /// <summary>Whether status, challenges, the place of a redirect and the body's words are the same.</summary>
    public static bool Same(Answer one, Answer other) =>
        one.Status == other.Status
        && Of(one.Headers.All("WWW-Authenticate")) == Of(other.Headers.All("WWW-Authenticate"))
        && Words(PathOf(one)) == Words(PathOf(other))
        && Words(one.Body) == Words(other.Body);

    /// <summary>Whether both exchanges have answers, and these say the same.</summary>
    public static bool Same(Exchange? one, Exchange? other) =>
        one?.Answer is { } first && other?.Answer is { } second && Same(first, second);

    private static string PathOf(Answer answer) => (answer.Headers["Location"] ?? string.Empty).Split('?')[0];

    private static string Of(IReadOnlyList<string> values) => string.Join('\n', values.Select(Words));

    // A run of letters and digits with a digit in it is taken for something that changes.
    private static string Words(string text)
    {
        var kept = new StringBuilder(Math.Min(text.Length, Compared));
        var start = 0;
        for (var end = 0; end <= text.Length && kept.Length < Compared; end++)
        {
            if (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '-' or '_' or '+' or '=' or '/'))
            {
                continue;
            }

            var word = text.AsSpan(start, end - start);
            kept.Append(word.ContainsAnyInRange('0', '9') ? "#" : word);
            if (end < text.Length)
            {
                kept.Append(text[end]);
            }

            start = end + 1;
        }

        return kept.ToString();
    }
}
