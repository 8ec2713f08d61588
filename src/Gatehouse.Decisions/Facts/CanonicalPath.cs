using System.Buffers;
using System.Text;

namespace Gatehouse.Decisions.Facts;

/// <summary>
/// The one path of a request: what routes are matched against and what is forwarded, so that no other reading of the
/// target exists. Everything that may stand raw in a path stands raw, everything else stands as upper-case percent
/// escapes (RFC 3986 sections 3.3 and 6.2.2).
/// </summary>
public readonly record struct CanonicalPath
{
    private const int MaximumLength = 16 * 1024;

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_~!$&'()*+,=:@"
    );

    private CanonicalPath(string text, string query, bool parameters, bool encodedSlash, PathFault fault)
    {
        Text = text;
        Query = query;
        HasParameters = parameters;
        HasEncodedSlash = encodedSlash;
        Fault = fault;
    }

    /// <summary>The path, from its first slash; empty where <see cref="Fault"/> says so.</summary>
    public string Text { get; }

    /// <summary>The query with its question mark, as received; empty where there is none.</summary>
    public string Query { get; }

    /// <summary>Whether a segment has <c>;</c> parameters, raw or encoded.</summary>
    public bool HasParameters { get; }

    /// <summary>Whether a segment holds an encoded slash.</summary>
    public bool HasEncodedSlash { get; }

    /// <summary>Why there is no one reading, or <see cref="PathFault.None"/>.</summary>
    public PathFault Fault { get; }

    /// <summary>Reads a request target (RFC 9112 section 3.2): origin-form, absolute-form or <c>*</c>.</summary>
    public static CanonicalPath Read(string target)
    {
        if (target.Length > MaximumLength)
        {
            return Broken(PathFault.TooLong);
        }

        var start = 0;
        if (target.Length == 0 || target[0] != '/')
        {
            if (string.Equals(target, "*", StringComparison.Ordinal))
            {
                return new CanonicalPath("*", "", parameters: false, encodedSlash: false, PathFault.None);
            }

            var scheme = target.IndexOf("://", StringComparison.Ordinal);
            if (scheme <= 0 || target.AsSpan(0, scheme).ContainsAny("/?#\\"))
            {
                return Broken(PathFault.NotAPath);
            }

            // An absolute URL without a path means the root (RFC 9110 section 4.2.3).
            var slash = target.AsSpan(scheme + 3).IndexOfAny("/?#\\");
            if (slash < 0 || target[scheme + 3 + slash] != '/')
            {
                return Read(slash < 0 ? "/" : "/" + target[(scheme + 3 + slash)..]);
            }

            start = scheme + 3 + slash;
        }

        var question = target.IndexOf('?', start);
        var end = question < 0 ? target.Length : question;
        var query = question < 0 ? "" : target[question..];
        if (query.AsSpan().ContainsAny('#', '\\', '\0'))
        {
            return Broken(
                query.Contains('#', StringComparison.Ordinal) ? PathFault.Fragment
                : query.Contains('\\', StringComparison.Ordinal) ? PathFault.Backslash
                : PathFault.ControlCharacter
            );
        }

        return IsCanonical(target.AsSpan(start, end - start))
            ? new CanonicalPath(
                start == 0 && end == target.Length ? target : target[start..end],
                query,
                parameters: false,
                encodedSlash: false,
                PathFault.None
            )
            : Rewrite(target.AsSpan(start, end - start), query);
    }

    /// <summary>
    /// What others may read in a path with <see cref="HasParameters"/> or <see cref="HasEncodedSlash"/>: the path without
    /// its parameters, with its encoded slashes as slashes, and with both; empty segments dropped.
    /// </summary>
    public IEnumerable<string> OtherReadings()
    {
        if (HasParameters)
        {
            yield return Reduce(Text, cut: true);
        }

        if (HasEncodedSlash)
        {
            var decoded = Text.Replace("%2F", "/", StringComparison.Ordinal);
            yield return Reduce(decoded, cut: false);
            if (HasParameters)
            {
                yield return Reduce(decoded, cut: true);
            }
        }
    }

    private static string Reduce(string path, bool cut)
    {
        var reduced = new StringBuilder(path.Length);
        var isFolder = false;
        foreach (var range in path.AsSpan(1).Split('/'))
        {
            var segment = path.AsSpan(1)[range];
            var end = cut ? segment.IndexOf(';') : -1;
            segment = end < 0 ? segment : segment[..end];
            isFolder = segment.IsEmpty;
            if (!isFolder)
            {
                reduced.Append('/').Append(segment);
            }
        }

        return (isFolder ? reduced.Append('/') : reduced).ToString();
    }

    // The common case costs one pass and no allocation: only plain characters, no empty and no dot segment.
    private static bool IsCanonical(ReadOnlySpan<char> path)
    {
        var rest = path[1..];
        while (true)
        {
            var stop = rest.IndexOfAnyExcept(Plain);
            if (stop < 0)
            {
                return true;
            }

            if (rest[stop] != '/')
            {
                // A dot inside a name is as plain as a letter; one that starts a segment is looked at with care.
                if (rest[stop] != '.' || stop == 0)
                {
                    return false;
                }

                rest = rest[(stop + 1)..];
                while (rest.Length > 0 && rest[0] == '.')
                {
                    rest = rest[1..];
                }

                if (rest.Length == 0)
                {
                    return true;
                }

                if (rest[0] == '/')
                {
                    rest = rest[1..];
                    if (rest.Length > 0 && rest[0] == '/')
                    {
                        return false;
                    }
                }

                continue;
            }

            if (stop == 0)
            {
                return false;
            }

            rest = rest[(stop + 1)..];
            if (rest.Length == 0)
            {
                return true;
            }
        }
    }

    private static CanonicalPath Rewrite(ReadOnlySpan<char> path, string query)
    {
        // Latin-1 in, octets out: what was escaped and what was not stand side by side, each octet with its origin.
        var octets = ArrayPool<byte>.Shared.Rent(path.Length);
        var text = new StringBuilder(path.Length + 16);
        try
        {
            var parameters = false;
            var encodedSlash = false;
            var from = 1;
            while (true)
            {
                var length = path[from..].IndexOf('/');
                var segment = length < 0 ? path[from..] : path.Slice(from, length);
                if (segment.Length == 0 && length >= 0)
                {
                    return Broken(PathFault.EmptySegment);
                }

                var fault = AppendSegment(segment, octets, text.Append('/'), ref parameters, ref encodedSlash);
                if (fault != PathFault.None)
                {
                    return Broken(fault);
                }

                if (length < 0)
                {
                    return new CanonicalPath(text.ToString(), query, parameters, encodedSlash, PathFault.None);
                }

                from += length + 1;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(octets);
        }
    }

    private static PathFault AppendSegment(
        ReadOnlySpan<char> segment,
        byte[] octets,
        StringBuilder text,
        ref bool parameters,
        ref bool encodedSlash
    )
    {
        var count = 0;
        for (var i = 0; i < segment.Length; i++)
        {
            var c = segment[i];
            if (c > 0xFF)
            {
                return PathFault.NotUtf8;
            }

            if (c == '#')
            {
                return PathFault.Fragment;
            }

            if (c != '%')
            {
                octets[count++] = (byte)c;
                continue;
            }

            if (
                i + 2 >= segment.Length
                || !char.IsAsciiHexDigit(segment[i + 1])
                || !char.IsAsciiHexDigit(segment[i + 2])
            )
            {
                return PathFault.BadPercent;
            }

            octets[count++] = (byte)((HexValue(segment[i + 1]) << 4) | HexValue(segment[i + 2]));
            i += 2;
        }

        return AppendOctets(octets.AsSpan(0, count), text, ref parameters, ref encodedSlash);
    }

    private static PathFault AppendOctets(
        ReadOnlySpan<byte> octets,
        StringBuilder text,
        ref bool parameters,
        ref bool encodedSlash
    )
    {
        if (!System.Text.Unicode.Utf8.IsValid(octets))
        {
            return PathFault.NotUtf8;
        }

        if (IsDotSegment(octets))
        {
            return PathFault.DotSegment;
        }

        if (octets.Length > 0 && octets[0] == ';')
        {
            return PathFault.EmptySegment;
        }

        for (var i = 0; i < octets.Length; i++)
        {
            var octet = octets[i];
            switch (octet)
            {
                case (byte)'\\':
                    return PathFault.Backslash;
                case < 0x20 or 0x7F:
                    return PathFault.ControlCharacter;
                case (byte)'%' when IsHexAt(octets, i + 1) && IsHexAt(octets, i + 2):
                    return PathFault.DoubleEncoding;
                case (byte)'/':
                    encodedSlash = true;
                    text.Append("%2F");
                    break;
                case (byte)';':
                    parameters = true;
                    text.Append(';');
                    break;
                case (byte)'.':
                    text.Append('.');
                    break;
                default:
                    if (octet < 0x80 && Plain.Contains((char)octet))
                    {
                        text.Append((char)octet);
                    }
                    else
                    {
                        text.Append('%').Append(HexDigit(octet >> 4)).Append(HexDigit(octet & 0xF));
                    }

                    break;
            }
        }

        return PathFault.None;
    }

    // A slash that was encoded divides the segment for those who decode it, so each part must be no dot segment.
    private static bool IsDotSegment(ReadOnlySpan<byte> octets)
    {
        while (true)
        {
            var slash = octets.IndexOfAny((byte)'/', (byte)'\\');
            var part = slash < 0 ? octets : octets[..slash];
            var semicolon = part.IndexOf((byte)';');

            // Some systems drop spaces around a name before they look at it.
            var name = (semicolon < 0 ? part : part[..semicolon]).Trim((byte)' ');
            if (name.SequenceEqual("."u8) || name.SequenceEqual(".."u8))
            {
                return true;
            }

            if (slash < 0)
            {
                return false;
            }

            octets = octets[(slash + 1)..];
        }
    }

    private static bool IsHexAt(ReadOnlySpan<byte> octets, int index) =>
        index < octets.Length && char.IsAsciiHexDigit((char)octets[index]);

    private static int HexValue(char c) => char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;

    private static char HexDigit(int value) => (char)(value < 10 ? '0' + value : 'A' + value - 10);

    private static CanonicalPath Broken(PathFault fault) => new("", "", parameters: false, encodedSlash: false, fault);
}
