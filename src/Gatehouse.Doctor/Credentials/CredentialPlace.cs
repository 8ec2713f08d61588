namespace Gatehouse.Doctor.Credentials;

/// <summary>Where in a request a credential stands.</summary>
public enum CredentialPlace
{
    /// <summary>A header field.</summary>
    Field,

    /// <summary>A cookie.</summary>
    Cookie,

    /// <summary>A parameter of the address.</summary>
    Query,

    /// <summary>The user part of the address.</summary>
    UserInfo,

    /// <summary>The body.</summary>
    Body,
}
