using System.Text;

namespace Gatehouse.Protocol.Challenges;

/// <summary>
/// Several field lines as the one value that RFC 9110 section 5.3 makes of them, and the way back from a position in it
/// to the line it came from.
/// </summary>
internal sealed class CombinedField
{
    /// <summary>The production of the fault of a field that is too long to be read.</summary>
    public const string LengthProduction = "field-value";

    private readonly int[] _starts;

    private CombinedField(string text, int[] starts)
    {
        Text = text;
        _starts = starts;
    }

    public string Text { get; }

    public static bool TryCombine(IReadOnlyList<string> lines, out CombinedField field, out ParseFault? fault)
    {
        var starts = new int[lines.Count];
        var text = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            if (i > 0)
            {
                text.Append(", ");
            }

            if (text.Length + lines[i].Length > ChallengeParser.MaximumLength)
            {
                field = new CombinedField(string.Empty, []);
                fault = TooLong(i, Math.Max(ChallengeParser.MaximumLength - text.Length, 0));
                return false;
            }

            starts[i] = text.Length;
            text.Append(Unfold(lines[i]));
        }

        field = new CombinedField(text.ToString(), starts);
        fault = null;
        return true;
    }

    /// <summary>
    /// RFC 9112 section 5.2: an obs-fold becomes spaces, as many as it had octets, so that positions stay true. RFC 9110
    /// section 5.5: white space at the end is no part of the value; what stands at the beginning harms nobody and keeps
    /// positions true.
    /// </summary>
    public static string Unfold(string line)
    {
        if (!line.Contains('\r', StringComparison.Ordinal))
        {
            return line.TrimEnd(' ', '\t');
        }

        var octets = line.ToCharArray();
        var whitespace = 0;
        var folded = false;
        for (var i = 0; i < octets.Length; i++)
        {
            if (IsFold(octets.AsSpan(i)))
            {
                octets.AsSpan(whitespace..(i + 2)).Fill(' ');
                i++;
                whitespace = i + 1;
                folded = true;
            }
            else if (octets[i] is not (' ' or '\t'))
            {
                whitespace = i + 1;
                folded = false;
            }
            else if (folded)
            {
                octets[i] = ' ';
            }
        }

        return new string(octets).TrimEnd(' ', '\t');
    }

    public ParseFault Locate(GrammarFault fault)
    {
        var line = Array.BinarySearch(_starts, fault.Position);
        line = Math.Max(line < 0 ? ~line - 1 : line, 0);
        return (fault with { Position = fault.Position - (_starts.Length == 0 ? 0 : _starts[line]) }).AtLine(line);
    }

    public static ParseFault TooLong(int line, int position) =>
        new(line, position, LengthProduction, "fewer octets: the field is longer than is read");

    private static bool IsFold(ReadOnlySpan<char> text) => text is ['\r', '\n', ' ' or '\t', ..];
}
