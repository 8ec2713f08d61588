namespace Gatehouse.Gateway.Configuration;

/// <summary>The known name that somebody probably meant.</summary>
internal static class NearestName
{
    private const int LongestCompared = 64;
    private const int MostCompared = 500;

    /// <summary>The nearest of the known names, or null where none is near enough to be worth saying.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        if (name.Length > LongestCompared)
        {
            return null;
        }

        var folded = Fold(name);
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var candidate in known.Take(MostCompared))
        {
            var distance = Distance(folded, Fold(candidate));
            if (distance < bestDistance && distance <= Math.Max(1, Math.Min(name.Length, candidate.Length) / 3))
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    /// <summary>The sentence that asks for it, or null.</summary>
    public static string? Question(string name, IEnumerable<string> known) =>
        Of(name, known) is { } nearest ? $"Did you mean `{nearest}`?" : null;

    // publicUrl, public_url and Public-URL are all public-url.
    private static string Fold(string name) =>
        new([.. name.Where(c => c is not ('-' or '_' or ' ')).Select(char.ToLowerInvariant)]);

    // Damerau-Levenshtein with adjacent transpositions.
    private static int Distance(string a, string b)
    {
        var distance = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            distance[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            distance[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var least = Math.Min(
                    Math.Min(distance[i - 1, j] + 1, distance[i, j - 1] + 1),
                    distance[i - 1, j - 1] + cost
                );
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    least = Math.Min(least, distance[i - 2, j - 2] + 1);
                }

                distance[i, j] = least;
            }
        }

        return distance[a.Length, b.Length];
    }
}
