namespace Gatehouse.Decisions.Seeing;

/// <summary>What can end.</summary>
public enum EndingKind
{
    /// <summary>An API key.</summary>
    Key,

    /// <summary>The server certificate.</summary>
    Certificate,

    /// <summary>The certificate of an authority for client certificates.</summary>
    Authority,

    /// <summary>The certificate of a provider's signing key.</summary>
    ProviderKey,

    /// <summary>An API key that nobody uses: it does not end, and should.</summary>
    UnusedKey,
}
