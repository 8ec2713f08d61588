namespace Gatehouse.Decisions.Facts;

/// <summary>Why the end of a request has no one place (<c>request.framing-ambiguous</c>).</summary>
public enum FramingFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>Both <c>Content-Length</c> and <c>Transfer-Encoding</c>.</summary>
    TwoLengths,

    /// <summary><c>Transfer-Encoding</c> in a version of HTTP that does not have it.</summary>
    ChunkedBeforeHttp11,
}
