namespace Gatehouse.Client.Schemes;

/// <summary>What a scheme presents.</summary>
internal enum CredentialKind
{
    /// <summary>A user and password, or what proves them: refused often, the account is locked.</summary>
    Password,

    /// <summary>An access token.</summary>
    Token,

    /// <summary>A key without an end.</summary>
    Key,

    /// <summary>A ticket of Kerberos.</summary>
    Ticket,

    /// <summary>A client certificate.</summary>
    Certificate,
}
