namespace Gatehouse.Doctor.Credentials;

/// <summary>What a well-known secret is good for.</summary>
internal enum SecretRole
{
    /// <summary>It opens the interface.</summary>
    Secret,

    /// <summary>It is public, made for browsers, and opens little.</summary>
    Publishable,

    /// <summary>It is exchanged for another one.</summary>
    Refresh,

    /// <summary>It belongs to the sign-in of an application, not to its requests.</summary>
    Client,

    /// <summary>It verifies what the issuer sends.</summary>
    Webhook,

    /// <summary>An identifier that goes with a secret.</summary>
    Identifier,
}
