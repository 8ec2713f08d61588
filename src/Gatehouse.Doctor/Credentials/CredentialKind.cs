namespace Gatehouse.Doctor.Credentials;

/// <summary>What kind of secret it is; it decides how often it may be sent.</summary>
public enum CredentialKind
{
    /// <summary>A user name and a password: may lock an account, so three tries at most.</summary>
    Password,

    /// <summary>A key: three tries at most.</summary>
    Key,

    /// <summary>A token: may be repeated.</summary>
    Token,

    /// <summary>A cookie: may be repeated.</summary>
    Cookie,

    /// <summary>A computed proof (Digest, signature, Negotiate): good for one request.</summary>
    Proof,
}
