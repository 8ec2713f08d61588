namespace Gatehouse.Decisions.Keyring;

/// <summary>What a site key is for.</summary>
public enum KeyPurpose
{
    /// <summary>Enciphers references: 16 random bytes (AES-128).</summary>
    Reference,

    /// <summary>Signs assertions and tokens of our own: an ES256 private key, PKCS#8.</summary>
    Assertion,

    /// <summary>Names things in the journal without revealing them: 32 random bytes (HMAC-SHA256).</summary>
    Journal,

    /// <summary>Protects cookies: 32 random bytes.</summary>
    Cookie,
}
