namespace Gatehouse.Protocol.Json;

/// <summary>What <see cref="StrictJson"/> found wrong with a text.</summary>
public enum JsonFaultKind
{
    /// <summary>Nothing: the text is one strict JSON value.</summary>
    None,

    /// <summary>The bytes are not UTF-8 (RFC 8259 section 8.1).</summary>
    NotUtf8,

    /// <summary>The grammar of RFC 8259 is broken: a comment, a trailing comma, NaN, text after the value, ...</summary>
    Syntax,

    /// <summary>An escape names half of a surrogate pair (RFC 8259 section 8.2): no string can hold it.</summary>
    LoneSurrogate,

    /// <summary>A member's name stands twice in one object (RFC 8259 section 4), compared once escapes are undone.</summary>
    DuplicateMember,

    /// <summary>Arrays and objects are nested deeper than <see cref="StrictJson.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>One object has more than <see cref="StrictJson.MaxMembers"/> members.</summary>
    TooManyMembers,
}
