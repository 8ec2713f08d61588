using System.Globalization;
using Gatehouse.Doctor.Logs;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>A rule over what logs hold; it says nothing where no log was given.</summary>
internal abstract class LogRule : Rule
{
    public sealed override IEnumerable<Clue> Examine(CaseFile file) =>
        file.Note<LogFindings>() is { } findings
            ? Examine(findings).Select(clue => clue with { Source = clue.Source ?? findings.Source })
            : [];

    protected abstract IEnumerable<Clue> Examine(LogFindings findings);

    /// <summary>A time as sentences tell it.</summary>
    protected static string Told(DateTimeOffset? at) =>
        at?.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "an unknown time";

    /// <summary>Whether these are at least so many of a hundred of those.</summary>
    protected static bool AreMost(int these, int those, int percent = 80) => these * 100 >= those * percent;
}
