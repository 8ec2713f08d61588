using System.Diagnostics.CodeAnalysis;
using Gatehouse.Decisions.Facts;

namespace Gatehouse.Decisions.Routes;

/// <summary>
/// A path as routes write it: literal segments, <c>*</c> for exactly one segment, <c>**</c> at the end for any number of
/// them (also none: <c>/api/**</c> covers <c>/api</c>). Literals are compared in canonical form.
/// </summary>
public sealed class PathPattern
{
    private PathPattern(string text, string[] segments, bool open)
    {
        Text = text;
        Segments = segments;
        IsOpen = open;
    }

    /// <summary>As configured.</summary>
    public string Text { get; }

    /// <summary>The segments before a final <c>**</c>, canonical; <c>*</c> stands for any one.</summary>
    public IReadOnlyList<string> Segments { get; }

    /// <summary>Whether it ends in <c>**</c>.</summary>
    public bool IsOpen { get; }

    /// <summary>Reads a pattern; false with the reason where it is none.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out PathPattern? pattern,
        [NotNullWhen(false)] out string? reason
    )
    {
        pattern = null;
        if (!text.StartsWith('/'))
        {
            reason = "a path starts with a slash";
            return false;
        }

        var open = text.EndsWith("/**", StringComparison.Ordinal);
        var body = open ? text[..^3] : text;
        if (body.Contains('?', StringComparison.Ordinal))
        {
            reason = "a path has no query";
            return false;
        }

        if (body.Length == 0)
        {
            pattern = new PathPattern(text, [], open);
            reason = null;
            return true;
        }

        var canonical = CanonicalPath.Read(body);
        if (canonical.Fault != PathFault.None)
        {
            reason = $"the path has no one meaning ({canonical.Fault})";
            return false;
        }

        var segments = canonical.Text[1..].Split('/');
        if (segments.Any(segment => segment.Contains('*', StringComparison.Ordinal) && segment != "*"))
        {
            reason = "* stands for one whole segment, ** for any number of them at the end";
            return false;
        }

        pattern = new PathPattern(text, segments, open);
        reason = null;
        return true;
    }

    /// <summary>The pattern, which must be a good one.</summary>
    /// <exception cref="ArgumentException">It is none; the message says why.</exception>
    public static PathPattern Parse(string text) =>
        TryParse(text, out var pattern, out var reason) ? pattern : throw new ArgumentException(reason, nameof(text));

    /// <inheritdoc/>
    public override string ToString() => Text;
}
