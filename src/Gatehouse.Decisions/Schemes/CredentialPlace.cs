namespace Gatehouse.Decisions.Schemes;

/// <summary>Where a credential stood in a request.</summary>
public enum CredentialPlace
{
    /// <summary>In the <c>Authorization</c> field.</summary>
    Authorization,

    /// <summary>In a field of its own.</summary>
    Header,

    /// <summary>In the query.</summary>
    Query,

    /// <summary>In the body.</summary>
    Body,

    /// <summary>In a cookie.</summary>
    Cookie,

    /// <summary>In the TLS handshake.</summary>
    Certificate,
}
