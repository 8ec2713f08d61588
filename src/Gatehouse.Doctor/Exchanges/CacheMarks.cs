using System.Globalization;

namespace Gatehouse.Doctor.Exchanges;

/// <summary>Reads the marks that caches leave on answers (RFC 9111, RFC 9211 and the usual names).</summary>
internal static class CacheMarks
{
    private static readonly string[] Names =
    [
        "X-Cache",
        "X-Cache-Status",
        "CF-Cache-Status",
        "X-Proxy-Cache",
        "X-Varnish-Cache",
        "X-Cache-Lookup",
        "X-Drupal-Cache",
        "Cache-Status",
        "X-Served-By-Cache",
        "CDN-Cache",
    ];

    /// <summary>What says that a cache kept this answer; null where nothing does.</summary>
    public static string? HitOf(Answer answer)
    {
        if (
            int.TryParse(answer.Headers["Age"], NumberStyles.None, CultureInfo.InvariantCulture, out var age)
            && age > 0
        )
        {
            return $"Age: {age}";
        }

        foreach (var line in answer.Headers)
        {
            if (
                Names.Contains(line.Name, StringComparer.OrdinalIgnoreCase)
                && line.Value.Contains("hit", StringComparison.OrdinalIgnoreCase)
            )
            {
                return $"{line.Name}: {line.Value}";
            }
        }

        return null;
    }
}
