using System.Globalization;
using Gatehouse.Decisions.Seeing;

namespace Gatehouse.Cli.Journal;

/// <summary>What let clients through that had been refused, most frequent first.</summary>
internal static class CureReport
{
    /// <summary>For people; nothing where nothing is known.</summary>
    public static void Print(IReadOnlyList<CureCount> cures, bool withCause)
    {
        if (cures.Count == 0)
        {
            return;
        }

        Output.Line();
        Output.Line("What cured, how often (the same client got through on the same route):");
        foreach (var cure in cures)
        {
            Output.Line(
                $"  {cure.Count.ToString(CultureInfo.InvariantCulture), 8}  {(withCause ? $"{cure.Cause}: " : "")}{cure.Change.ToText()}"
            );
        }
    }

    /// <summary>For programs.</summary>
    public static IEnumerable<object> Facts(IReadOnlyList<CureCount> cures) =>
        cures.Select(cure =>
            (object)
                new
                {
                    cure.Cause,
                    By = cure.Change.ToName(),
                    cure.Count,
                }
        );
}
