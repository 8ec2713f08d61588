using System.Globalization;

namespace Gatehouse.Protocol.Causes;

/// <summary>
/// Chooses a language by <c>Accept-Language</c> (RFC 9110 section 12.5.4) with the look-up of RFC 4647 section 3.4:
/// <c>ru-RU</c> asks for <c>ru</c> where nothing nearer is there. What does not parse is passed over.
/// </summary>
internal static class LanguagePreference
{
    private const int LongestHeader = 1024;
    private const int MostRanges = 32;

    public static string Choose(string? acceptLanguage, IReadOnlyList<string> offered, string fallback)
    {
        if (string.IsNullOrEmpty(acceptLanguage) || acceptLanguage.Length > LongestHeader)
        {
            return fallback;
        }

        var best = fallback;
        var bestQuality = 0.0;
        foreach (
            var range in acceptLanguage.Split(',', MostRanges + 1, StringSplitOptions.TrimEntries).Take(MostRanges)
        )
        {
            var (tag, quality) = Parse(range);
            if (quality > bestQuality && Match(tag, offered, fallback) is { } language)
            {
                (best, bestQuality) = (language, quality);
            }
        }

        return best;
    }

    private static (string Tag, double Quality) Parse(string range)
    {
        var parts = range.Split(';', StringSplitOptions.TrimEntries);
        var quality = 1.0;
        if (parts.Length > 1)
        {
            var weight = parts[1].StartsWith("q=", StringComparison.OrdinalIgnoreCase) ? parts[1][2..] : "";
            var read = double.TryParse(
                weight,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out quality
            );
            quality = read && quality <= 1 ? quality : 0;
        }

        return (parts[0], quality);
    }

    private static string? Match(string tag, IReadOnlyList<string> offered, string fallback)
    {
        if (string.Equals(tag, "*", StringComparison.Ordinal))
        {
            return fallback;
        }

        for (var rest = tag; rest.Length > 0; rest = rest[..Math.Max(rest.LastIndexOf('-'), 0)])
        {
            var language = offered.FirstOrDefault(code =>
                string.Equals(code, rest, StringComparison.OrdinalIgnoreCase)
            );
            if (language is not null)
            {
                return language;
            }
        }

        return null;
    }
}
