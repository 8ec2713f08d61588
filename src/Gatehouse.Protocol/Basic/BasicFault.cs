namespace Gatehouse.Protocol.Basic;

/// <summary>Why the token68 of Basic credentials gives no user name and password.</summary>
public enum BasicFault
{
    /// <summary>It does give them.</summary>
    None,

    /// <summary>There is no token68, or it has no characters.</summary>
    Empty,

    /// <summary>It is no Base64 in the standard alphabet with its padding and with unused bits zero (RFC 4648 section 4).</summary>
    NotBase64,

    /// <summary>The octets are not UTF-8, the one encoding that the challenge asks for (RFC 7617 section 2.1).</summary>
    NotUtf8,

    /// <summary>No colon parts a user name from a password.</summary>
    NoColon,

    /// <summary>A control character stands in the user name or password (RFC 7617 section 2).</summary>
    ControlCharacter,

    /// <summary>It holds more than <see cref="BasicCredentials.MaximumLength"/> octets.</summary>
    TooLong,
}
