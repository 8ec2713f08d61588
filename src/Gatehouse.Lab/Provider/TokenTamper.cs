namespace Gatehouse.Lab.Provider;

/// <summary>What is changed in a token after it was signed.</summary>
public enum TokenTamper
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>One bit of the signature.</summary>
    Signature,

    /// <summary>The payload: somebody made themselves <c>admin</c>.</summary>
    Payload,

    /// <summary>The end is cut off, as a field that is too narrow does.</summary>
    Truncated,
}
