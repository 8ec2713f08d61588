namespace Gatehouse.Protocol.Challenges;

/// <summary>
/// Reads <c>WWW-Authenticate</c> and <c>Proxy-Authenticate</c> (RFC 9110 section 11). Never throws for what a server sent,
/// and takes time in proportion to it.
/// </summary>
/// <remarks>
/// The deliberate deviations of the strict readings (<see cref="TryParse"/>, <see cref="ReadEachLine"/>) are three:
/// <list type="number">
/// <item>A field of more than <see cref="MaximumLength"/> octets is a fault, although the grammar has no limit.</item>
/// <item>A name that occurs twice in one challenge is kept (RFC 9110 section 11.2 forbids it to senders); look-ups take the
/// first, and <see cref="ChallengeLint"/> tells.</item>
/// <item>A field without any challenge is an empty list, not a fault; the lint tells.</item>
/// </list>
/// The lenient reading (<see cref="ReadLeniently"/>) also
/// <list type="number">
/// <item>reads each line alone where the combined value is invalid, so that one line cannot spoil another;</item>
/// <item>takes tabs for the spaces that must follow a scheme;</item>
/// <item>ends a quoted string that nobody closed at the end of its line;</item>
/// <item>drops the challenge in which a fault stands, and what follows it up to the next challenge that has a token68 or a
/// parameter: a bare word there may as well be a piece of the broken one;</item>
/// <item>drops a bare scheme in front of a parameter that belongs to no challenge, for the same reason.</item>
/// </list>
/// Each of them is reported as a fault.
/// </remarks>
public static class ChallengeParser
{
    /// <summary>
    /// The most octets that all lines together may have: 128 KiB. Negotiate and NTLM are known to send challenges beyond
    /// 64 KiB.
    /// </summary>
    public const int MaximumLength = 128 * 1024;

    /// <summary>Reads all lines of one field as the one list that they form (RFC 9110 section 5.3).</summary>
    /// <param name="fieldLines">
    /// The values of the lines without the field's name, one character an octet. Obs-folds within a line are replaced as
    /// RFC 9112 section 5.2 says.
    /// </param>
    /// <param name="challenges">The challenges in order; empty where there are none, or where a fault is returned.</param>
    /// <param name="fault">The first place that breaks the grammar, or null.</param>
    /// <returns>True when the whole value meets the grammar.</returns>
    public static bool TryParse(
        IReadOnlyList<string> fieldLines,
        out IReadOnlyList<Challenge> challenges,
        out ParseFault? fault
    )
    {
        var read = TryRead(fieldLines, out var parsed, out fault);
        challenges = ToChallenges(parsed);
        return read;
    }

    /// <summary>
    /// Reads each line as if it were alone: for diagnosis, where the borders of lines matter, and for senders that break
    /// one line only. One reading a line, in order; where a line has a fault, no challenges.
    /// </summary>
    public static IReadOnlyList<ChallengeReading> ReadEachLine(IReadOnlyList<string> fieldLines)
    {
        ArgumentNullException.ThrowIfNull(fieldLines);
        var readings = new ChallengeReading[fieldLines.Count];
        for (var i = 0; i < readings.Length; i++)
        {
            readings[i] = TryParse([fieldLines[i]], out var challenges, out var fault)
                ? new ChallengeReading(challenges, [])
                : new ChallengeReading([], [fault! with { Line = i }]);
        }

        return readings;
    }

    /// <summary>
    /// Reads what can be read, as the remarks of this type say, and reports every fault. A value that meets the grammar
    /// reads as <see cref="TryParse"/> has it.
    /// </summary>
    public static ChallengeReading ReadLeniently(IReadOnlyList<string> fieldLines)
    {
        if (TryParse(fieldLines, out var challenges, out var fault))
        {
            return new ChallengeReading(challenges, []);
        }

        if (string.Equals(fault!.Production, CombinedField.LengthProduction, StringComparison.Ordinal))
        {
            return new ChallengeReading([], [fault]);
        }

        var parsed = new List<ParsedChallenge>();
        var faults = new List<ParseFault>();
        for (var i = 0; i < fieldLines.Count; i++)
        {
            ReadLine(fieldLines[i], i, parsed, faults);
        }

        // Lines that are valid alone can still be invalid together, and that is then all there is to report.
        return new ChallengeReading(ToChallenges(parsed), faults.Count == 0 ? [fault] : faults);
    }

    internal static bool TryRead(
        IReadOnlyList<string> fieldLines,
        out List<ParsedChallenge> challenges,
        out ParseFault? fault
    )
    {
        ArgumentNullException.ThrowIfNull(fieldLines);
        challenges = [];
        if (!CombinedField.TryCombine(fieldLines, out var field, out fault))
        {
            return false;
        }

        var cursor = new ChallengeCursor(field.Text);
        if (cursor.ReadChallenges(challenges))
        {
            return true;
        }

        challenges.Clear();
        fault = field.Locate(cursor.Fault);
        return false;
    }

    private static void ReadLine(string line, int number, List<ParsedChallenge> challenges, List<ParseFault> faults)
    {
        var found = new List<GrammarFault>();
        var before = challenges.Count;
        var cursor = new ChallengeCursor(CombinedField.Unfold(line), found);
        var recovering = false;
        for (cursor.SkipSeparators(); !cursor.AtEnd; cursor.SkipSeparators())
        {
            var stray = cursor.IsAtParameter();
            if (recovering && stray)
            {
                cursor.SkipElement();
            }
            else if (cursor.ReadChallenge(out var challenge))
            {
                if (!recovering || !challenge.IsLoneWord)
                {
                    challenges.Add(challenge);
                    recovering = false;
                }
            }
            else
            {
                found.Add(cursor.Fault);
                recovering = true;
                if (stray && challenges.Count > before && challenges[^1].IsLoneWord)
                {
                    challenges.RemoveAt(challenges.Count - 1);
                }

                cursor.SkipElement();
            }
        }

        faults.AddRange(found.Select(fault => fault.AtLine(number)));
    }

    private static Challenge[] ToChallenges(List<ParsedChallenge> parsed) =>
        [.. parsed.Select(challenge => new Challenge(challenge.ToValue()))];
}
