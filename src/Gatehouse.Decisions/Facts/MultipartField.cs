using System.Text;

namespace Gatehouse.Decisions.Facts;

/// <summary>
/// Finds one short field in the beginning of a form with files (RFC 7578), without reading the rest. A part that does
/// not end within the beginning is not seen.
/// </summary>
public static class MultipartField
{
    private const int LongestBoundary = 70;

    /// <summary>How often the field stands there, and the first one's value.</summary>
    public static int Count(string? contentType, ReadOnlySpan<byte> body, string name, out string? value)
    {
        value = null;
        if (BoundaryOf(contentType) is not { } boundary)
        {
            return 0;
        }

        var delimiter = Encoding.ASCII.GetBytes("\r\n--" + boundary);
        var at = body.StartsWith(delimiter.AsSpan(2)) ? delimiter.Length - 2 : After(body, delimiter);
        var count = 0;
        while (at >= 0)
        {
            var rest = body[at..];
            var end = rest.IndexOf(delimiter);
            var headEnd = rest.IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                break;
            }

            if (headEnd >= 0 && headEnd < end && IsNamed(rest[..headEnd], name))
            {
                // A part without content ends with the line that ends its head.
                var content = headEnd + 4 <= end ? rest[(headEnd + 4)..end] : default;
                count++;
                value ??= Encoding.UTF8.GetString(content);
            }

            at += end + delimiter.Length;
        }

        return count;
    }

    /// <summary>Whether a media type is that of a form with files.</summary>
    public static bool IsForm(string? contentType) =>
        contentType is not null && contentType.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    private static int After(ReadOnlySpan<byte> body, ReadOnlySpan<byte> delimiter)
    {
        var at = body.IndexOf(delimiter);
        return at < 0 ? -1 : at + delimiter.Length;
    }

    private static string? BoundaryOf(string? contentType)
    {
        const string Parameter = "boundary=";
        if (!IsForm(contentType))
        {
            return null;
        }

        var at = contentType!.IndexOf(Parameter, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        var rest = contentType.AsSpan(at + Parameter.Length);
        var quoted = rest.StartsWith("\"");
        rest = quoted ? rest[1..] : rest;
        var end = quoted ? rest.IndexOf('"') : rest.IndexOf(';');
        var boundary = (end < 0 ? rest : rest[..end]).Trim();
        return boundary.Length is > 0 and <= LongestBoundary && Ascii.IsValid(boundary) ? boundary.ToString() : null;
    }

    private static bool IsNamed(ReadOnlySpan<byte> head, string name)
    {
        foreach (var range in head.Split("\r\n"u8))
        {
            var line = Encoding.Latin1.GetString(head[range]);
            if (line.StartsWith("Content-Disposition:", StringComparison.OrdinalIgnoreCase))
            {
                return line.EndsWith($"; name=\"{name}\"", StringComparison.OrdinalIgnoreCase)
                    || line.Contains($"; name=\"{name}\";", StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }
}
