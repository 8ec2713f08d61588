using System.Globalization;

namespace Gatehouse.AspNetCore.Refusals;

/// <summary>Whether a client would rather have a page or JSON (RFC 9110 section 12.5.1).</summary>
public static class ContentPreference
{
    private const int MaximumRanges = 32;

    /// <summary>Whether HTML has a higher quality value than both JSON and problem+json; not on a tie.</summary>
    public static bool PrefersHtml(string? accept)
    {
        if (string.IsNullOrEmpty(accept))
        {
            return false;
        }

        var html = default(Best);
        var json = default(Best);
        var problem = default(Best);
        var seen = 0;
        foreach (var range in accept.AsSpan().Split(','))
        {
            if (++seen > MaximumRanges)
            {
                break;
            }

            Consider(accept.AsSpan()[range], ref html, ref json, ref problem);
        }

        return html.Quality > Math.Max(json.Quality, problem.Quality);
    }

    private static void Consider(ReadOnlySpan<char> range, ref Best html, ref Best json, ref Best problem)
    {
        var semicolon = range.IndexOf(';');
        var type = (semicolon < 0 ? range : range[..semicolon]).Trim();
        var quality = semicolon < 0 ? 1 : Quality(range[(semicolon + 1)..]);
        if (type.Equals("*/*", StringComparison.Ordinal))
        {
            html.Offer(1, quality);
            json.Offer(1, quality);
            problem.Offer(1, quality);
        }
        else if (type.Equals("text/*", StringComparison.OrdinalIgnoreCase))
        {
            html.Offer(2, quality);
        }
        else if (type.Equals("application/*", StringComparison.OrdinalIgnoreCase))
        {
            json.Offer(2, quality);
            problem.Offer(2, quality);
        }
        else if (
            type.Equals("text/html", StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/xhtml+xml", StringComparison.OrdinalIgnoreCase)
        )
        {
            html.Offer(3, quality);
        }
        else if (type.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            json.Offer(3, quality);
        }
        else if (type.Equals("application/problem+json", StringComparison.OrdinalIgnoreCase))
        {
            problem.Offer(3, quality);
        }
    }

    private static double Quality(ReadOnlySpan<char> parameters)
    {
        foreach (var range in parameters.Split(';'))
        {
            var parameter = parameters[range].Trim();
            if (
                parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
                && double.TryParse(
                    parameter[2..],
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var quality
                )
            )
            {
                return Math.Clamp(quality, 0, 1);
            }
        }

        return 1;
    }

    private struct Best
    {
        private int _precision;

        public double Quality { get; private set; }

        // The most precise range speaks for a type, whatever a wider one says.
        public void Offer(int precision, double quality)
        {
            if (precision > _precision || (precision == _precision && quality > Quality))
            {
                _precision = precision;
                Quality = quality;
            }
        }
    }
}
