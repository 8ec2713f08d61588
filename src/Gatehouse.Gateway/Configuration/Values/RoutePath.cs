using System.Text;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>A pattern of paths in canonical form (RFC 3986 section 6.2.2), as requests' paths are compared with it.</summary>
internal sealed class RoutePath
{
    private const string Plain = "-._~!$&'()*+,=:@;";

    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    private RoutePath(string text, string[] segments, bool isOpen, bool hasParameters, bool hasEncodedSlash)
    {
        Text = text;
        Segments = segments;
        IsOpen = isOpen;
        HasParameters = hasParameters;
        HasEncodedSlash = hasEncodedSlash;
    }

    /// <summary>The canonical text.</summary>
    public string Text { get; }

    /// <summary>The segments before a final <c>**</c>; <c>*</c> stands for any one.</summary>
    public IReadOnlyList<string> Segments { get; }

    /// <summary>Whether it ends in <c>**</c>.</summary>
    public bool IsOpen { get; }

    /// <summary>Whether a segment has <c>;</c> parameters.</summary>
    public bool HasParameters { get; }

    /// <summary>Whether a segment holds an encoded slash.</summary>
    public bool HasEncodedSlash { get; }

    /// <summary>Reads a pattern; false with what is wrong, as the second half of a sentence.</summary>
    public static bool TryParse(string text, out RoutePath? path, out string? wrong, out string? fix)
    {
        path = null;
        fix = null;
        wrong = WrongAsAWhole(text, out fix);
        if (wrong is not null)
        {
            return false;
        }

        var isOpen = text.EndsWith("/**", StringComparison.Ordinal);
        var body = isOpen ? text[..^3] : text;
        string[] raw = body.Length == 0 ? [] : body[1..].Split('/');
        var segments = new string[raw.Length];
        for (var i = 0; i < raw.Length; i++)
        {
            var mayBeEmpty = i == raw.Length - 1 && !isOpen;
            wrong = WrongSegment(raw[i], mayBeEmpty, out segments[i], out fix);
            if (wrong is not null)
            {
                return false;
            }
        }

        var canonical = string.Concat(segments.Select(segment => "/" + segment)) + (isOpen ? "/**" : "");
        path = new RoutePath(
            canonical,
            segments,
            isOpen,
            canonical.Contains(';', StringComparison.Ordinal),
            canonical.Contains("%2F", StringComparison.Ordinal)
        );
        return true;
    }

    /// <summary>Whether every path of the other pattern is one of this.</summary>
    public bool Covers(RoutePath other)
    {
        if (!IsOpen && (other.IsOpen || other.Segments.Count != Segments.Count))
        {
            return false;
        }

        if (other.Segments.Count < Segments.Count)
        {
            return false;
        }

        for (var i = 0; i < Segments.Count; i++)
        {
            var covered = Segments[i] == "*" ? other.Segments[i].Length > 0 : Segments[i] == other.Segments[i];
            if (!covered)
            {
                return false;
            }
        }

        return true;
    }

    private static string? WrongAsAWhole(string text, out string? fix)
    {
        fix = null;
        if (!text.StartsWith('/'))
        {
            fix = $"Write /{Excerpt.Of(text)}.";
            return "a path begins with a slash";
        }

        if (text.Length > 2048)
        {
            return "a path here is at most 2048 characters long";
        }

        if (text.Contains('?', StringComparison.Ordinal) || text.Contains('#', StringComparison.Ordinal))
        {
            fix = "A route is chosen by path, host and method alone.";
            return "a path has no query and no fragment";
        }

        if (text.Contains('\\', StringComparison.Ordinal))
        {
            return "a path has no backslash: requests with one are refused";
        }

        return null;
    }

    private static string? WrongSegment(string raw, bool mayBeEmpty, out string canonical, out string? fix)
    {
        fix = null;
        canonical = raw;
        if (raw == "*")
        {
            return null;
        }

        if (raw == "**")
        {
            fix = "Use * for one segment in the middle.";
            return "** stands only at the end";
        }

        if (raw.Contains('*', StringComparison.Ordinal))
        {
            fix = "Write the segment out, or * for any one.";
            return "* stands for one whole segment";
        }

        if (raw.Length == 0)
        {
            return mayBeEmpty ? null : "a path has no empty segments (//): requests with one are refused";
        }

        if (!TryDecode(raw, out var octets))
        {
            return "a percent sign is followed by two hex digits that give UTF-8";
        }

        return WrongOctets(octets, out canonical);
    }

    private static string? WrongOctets(ReadOnlySpan<byte> octets, out string canonical)
    {
        StringBuilder text = new();
        canonical = "";
        foreach (var part in StrictUtf8.GetString(octets).Split('/'))
        {
            if (part.Split(';')[0] is "." or "..")
            {
                return "a path has no segments . and ..: requests with one are refused";
            }
        }

        for (var i = 0; i < octets.Length; i++)
        {
            var c = (char)octets[i];
            if (c is < ' ' or '\x7F' or '\\')
            {
                return "a path has no control characters and backslashes, also not encoded";
            }

            if (c == '*')
            {
                return "a star itself can't be written in a pattern";
            }

            if (
                c == '%'
                && i + 2 < octets.Length
                && char.IsAsciiHexDigit((char)octets[i + 1])
                && char.IsAsciiHexDigit((char)octets[i + 2])
            )
            {
                return "a path is encoded once: requests with %25 and two hex digits are refused";
            }

            if (char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal))
            {
                text.Append(c);
            }
            else
            {
                text.Append('%').Append(Convert.ToHexString(octets.Slice(i, 1)));
            }
        }

        canonical = text.ToString();
        return null;
    }

    private static bool TryDecode(string raw, out byte[] octets)
    {
        List<byte> decoded = [];
        octets = [];
        foreach (var octet in Encoding.UTF8.GetBytes(raw))
        {
            decoded.Add(octet);
        }

        var write = 0;
        for (var read = 0; read < decoded.Count; read++)
        {
            if (decoded[read] != '%')
            {
                decoded[write++] = decoded[read];
                continue;
            }

            if (
                read + 2 >= decoded.Count
                || !char.IsAsciiHexDigit((char)decoded[read + 1])
                || !char.IsAsciiHexDigit((char)decoded[read + 2])
            )
            {
                return false;
            }

            decoded[write++] = Convert.FromHexString([(char)decoded[read + 1], (char)decoded[read + 2]])[0];
            read += 2;
        }

        octets = [.. decoded.Take(write)];
        return System.Text.Unicode.Utf8.IsValid(octets);
    }
}
