namespace Gatehouse.Lab.Provider;

/// <summary>The key that a minted token is signed with.</summary>
public enum TokenKey
{
    /// <summary>The one that signs now.</summary>
    Current,

    /// <summary>The one that signed before the last rotation, and is published still.</summary>
    Previous,

    /// <summary>Another issuer's key under the <c>kid</c> of the current one: the signature is wrong.</summary>
    Foreign,

    /// <summary>A key whose <c>kid</c> was never published.</summary>
    Unpublished,
}
