namespace Gatehouse.Protocol.Tests.Challenges;

/// <summary>
/// The ABNF of RFC 9110 section 11 taken literally: every production gives every end that it can have, and all of them
/// are tried. Exponential, and too simple to share a mistake with the real parser.
/// </summary>
internal sealed class NaiveChallengeParser(string text)
{
    /// <summary>Every reading of the whole text, as <see cref="FieldText"/> writes it.</summary>
    public IReadOnlyCollection<string> ReadAll() =>
        List(0, Challenge)
            .Where(reading => reading.End == text.Length)
            .Select(reading => reading.Value)
            .ToHashSet(StringComparer.Ordinal);

    private IEnumerable<(int End, string Value)> Challenge(int start) =>
        from scheme in Run(start, IsTokenCharacter)
        from rest in AfterScheme(scheme)
        select (rest.End, FieldText.Challenge(text[start..scheme], token68: null, [rest.Value]));

    private IEnumerable<(int End, string Value)> AfterScheme(int scheme)
    {
        yield return (scheme, "");
        foreach (var start in Run(scheme, character => character == ' '))
        {
            foreach (var body in Run(start, IsToken68Character))
            {
                foreach (var end in Run(body, character => character == '=').Prepend(body))
                {
                    yield return (end, $"\u0002{text[start..end]}");
                }
            }

            foreach (var parameters in List(start, Parameter))
            {
                yield return parameters;
            }
        }
    }

    private IEnumerable<(int End, string Value)> Parameter(int start) =>
        from name in Run(start, IsTokenCharacter)
        from sign in Whitespace(name)
        where At(sign) == '='
        from value in Whitespace(sign + 1)
        from read in Run(value, IsTokenCharacter)
            .Select(end => (End: end, Value: text[value..end]))
            .Concat(Quoted(value))
        select (read.End, FieldText.Parameter(text[start..name], read.Value));

    private IEnumerable<(int End, string Value)> Quoted(int start)
    {
        if (At(start) != '"')
        {
            yield break;
        }

        var value = "";
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                yield return (i + 1, value);
                yield break;
            }

            if (text[i] == '\\')
            {
                i++;
            }

            if (At(i) is not ('\t' or >= ' ' and <= '~' or >= '\u0080' and <= '\u00FF'))
            {
                yield break;
            }

            value += text[i];
        }
    }

    /// <summary>RFC 9110 section 5.6.1.2: <c>[ element ] *( OWS "," OWS [ element ] )</c>.</summary>
    private HashSet<(int End, string Value)> List(int start, Func<int, IEnumerable<(int End, string Value)>> element)
    {
        var found = new HashSet<(int End, string Value)>();
        var open = new Queue<(int End, string Value)>(element(start).Prepend((start, "")));
        while (open.TryDequeue(out var state))
        {
            if (!found.Add(state))
            {
                continue;
            }

            foreach (
                var next in Whitespace(state.End)
                    .Where(comma => At(comma) == ',')
                    .SelectMany(comma => Whitespace(comma + 1))
            )
            {
                open.Enqueue((next, state.Value));
                foreach (var read in element(next))
                {
                    open.Enqueue((read.End, state.Value + read.Value));
                }
            }
        }

        return found;
    }

    private IEnumerable<int> Whitespace(int start) => Run(start, character => character is ' ' or '\t').Prepend(start);

    /// <summary>Every end of one or more such characters.</summary>
    private IEnumerable<int> Run(int start, Func<char, bool> member)
    {
        for (var i = start; i < text.Length && member(text[i]); i++)
        {
            yield return i + 1;
        }
    }

    private char At(int position) => position < text.Length ? text[position] : '\0';

    private static bool IsTokenCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal);

    private static bool IsToken68Character(char character) =>
        char.IsAsciiLetterOrDigit(character) || "-._~+/".Contains(character, StringComparison.Ordinal);
}
