namespace Gatehouse.Architecture.Rules;

/// <summary>
/// The four columns of the catalogue: each cause is prevented, diagnosed, fixed and caused, or it stands in the list of
/// what is owed, with the reason.
/// </summary>
internal static class OwedCauses
{
    /// <summary>The columns, in order.</summary>
    public static readonly string[] Columns = ["prevent", "diagnose", "fix", "cause"];

    /// <summary>What is wrong, one sentence each: causes neither covered nor owed, and lines that owe nothing any more.</summary>
    public static IEnumerable<string> Offences(
        IReadOnlyCollection<string> catalogue,
        IReadOnlyDictionary<string, IReadOnlySet<string>> covered,
        IEnumerable<string> lines
    )
    {
        var owed = new HashSet<(string Cause, string Column)>();
        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var dash = line.IndexOf(" - ", StringComparison.Ordinal);
            if (colon < 0 || dash < colon || line[(dash + 3)..].Trim().Length == 0)
            {
                yield return $"not a line of the form `cause: column, column - reason`: {line}";
                continue;
            }

            var cause = line[..colon].Trim();
            foreach (var column in line[(colon + 1)..dash].Split(',', StringSplitOptions.TrimEntries))
            {
                if (
                    !Columns.Contains(column, StringComparer.Ordinal)
                    || (cause is not "*" && !catalogue.Contains(cause))
                )
                {
                    yield return $"no such cause or column: {cause}: {column}";
                    continue;
                }

                // A star owes what is left of a column, until nothing is.
                var due = cause is "*" ? catalogue.Where(id => !covered[column].Contains(id)).ToList() : [cause];
                if (due.Count == 0 || covered[column].Contains(cause))
                {
                    yield return $"{cause}: {column} is covered, and owed no more";
                }

                owed.UnionWith(due.Select(id => (id, column)));
            }
        }

        foreach (var column in Columns)
        {
            foreach (
                var cause in catalogue.Where(cause =>
                    !covered[column].Contains(cause) && !owed.Contains((cause, column))
                )
            )
            {
                yield return $"{cause}: {column} is neither covered nor owed";
            }
        }
    }
}
