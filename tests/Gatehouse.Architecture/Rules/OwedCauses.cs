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

            var causes = line[..colon].Trim() is "*" ? catalogue : [line[..colon].Trim()];
            foreach (var column in line[(colon + 1)..dash].Split(',', StringSplitOptions.TrimEntries))
            {
                foreach (var cause in causes)
                {
                    if (!catalogue.Contains(cause) || !Columns.Contains(column, StringComparer.Ordinal))
                    {
                        yield return $"no such cause or column: {cause}: {column}";
                    }
                    else if (covered[column].Contains(cause))
                    {
                        yield return $"{cause}: {column} is covered, and owed no more";
                    }

                    owed.Add((cause, column));
                }
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
