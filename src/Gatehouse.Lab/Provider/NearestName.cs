namespace Gatehouse.Lab.Provider;

/// <summary>The known name that somebody probably meant.</summary>
internal static class NearestName
{
    private const int LongestCompared = 64;

    /// <summary>A question for the nearest of the known names where one is near, otherwise the list of them.</summary>
    public static string Hint(string name, IReadOnlyCollection<string> known)
    {
        var nearest =
            name.Length > LongestCompared
                ? null
                : known
                    .Select(candidate => (candidate, Distance: Distance(name.ToLowerInvariant(), candidate)))
                    .Where(entry => entry.Distance <= Math.Max(2, entry.candidate.Length / 3))
                    .OrderBy(entry => entry.Distance)
                    .Select(entry => entry.candidate)
                    .FirstOrDefault();
        return nearest is null ? $"Known are: {string.Join(", ", known)}." : $"Did you mean `{nearest}`?";
    }

    // Levenshtein with one row.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
