namespace Gatehouse.Decisions.Facts;

/// <summary>Why a request target has no one meaning (<c>request.path-ambiguous</c>).</summary>
public enum PathFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The target is neither a path nor an absolute URL with one.</summary>
    NotAPath,

    /// <summary>A segment is empty, as it stands (<c>//</c>) or once it is cut at its <c>;</c>.</summary>
    EmptySegment,

    /// <summary>A raw <c>#</c>.</summary>
    Fragment,

    /// <summary>A backslash, raw or encoded.</summary>
    Backslash,

    /// <summary>A NUL or another control character, raw or encoded.</summary>
    ControlCharacter,

    /// <summary>An encoded percent sign before two hex digits: encoded twice.</summary>
    DoubleEncoding,

    /// <summary>A segment that is <c>.</c> or <c>..</c> once decoded and cut at its <c>;</c>.</summary>
    DotSegment,

    /// <summary>Bytes that are not UTF-8.</summary>
    NotUtf8,

    /// <summary>A percent sign without two hex digits.</summary>
    BadPercent,

    /// <summary>The target is longer than 16 KiB.</summary>
    TooLong,
}
