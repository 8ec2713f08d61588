namespace Gatehouse.Lab.Provider;

/// <summary>How the provider signs (RFC 7518 section 3.1), rightly or not.</summary>
public enum TokenAlgorithm
{
    /// <summary>ECDSA on P-256.</summary>
    Es256,

    /// <summary>RSA PKCS #1 v1.5; its key is made when it is first asked for.</summary>
    Rs256,

    /// <summary>No signature at all, which no verifier may take (RFC 8725 section 3.2).</summary>
    None,

    /// <summary>An HMAC with the public key as its secret, the old confusion of algorithms (RFC 8725 section 2.1).</summary>
    Hs256WithPublicKey,
}
