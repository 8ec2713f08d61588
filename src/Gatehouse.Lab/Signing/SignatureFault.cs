namespace Gatehouse.Lab.Signing;

/// <summary>What is wrong with a signed request.</summary>
internal enum SignatureFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>There is no signature, or it cannot be read.</summary>
    Missing,

    /// <summary>It was made too long ago, or is from the future.</summary>
    TooFar,

    /// <summary>It is another one than is computed here.</summary>
    Mismatch,
}
