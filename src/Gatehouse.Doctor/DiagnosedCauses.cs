using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor;

/// <summary>Which causes the doctor can name.</summary>
public static class DiagnosedCauses
{
    /// <summary>The causes that some rule gives a clue for, as the rules' own declarations and the word tables say.</summary>
    public static IReadOnlySet<Cause> All { get; } =
        typeof(DiagnosedCauses)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(Rules.NamesAttribute), inherit: false))
            .Cast<Rules.NamesAttribute>()
            .SelectMany(names => names.Ids)
            .Select(id =>
                Causes.Find(id) ?? throw new InvalidOperationException($"A rule names {id}, which is no cause.")
            )
            .Concat(Rules.Words.WordTable.Named)
            .ToHashSet();
}
