namespace Gatehouse.Client;

/// <summary>How a client answers Digest (RFC 7616).</summary>
public sealed class DigestOptions
{
    /// <summary>
    /// Whether MD5 is answered where a server offers nothing better. True by default: many servers know no other. Whoever
    /// reads such an answer on the way can try passwords at leisure.
    /// </summary>
    public bool AllowMd5 { get; set; } = true;

    /// <summary>
    /// Whether servers of 1997 are answered (RFC 2069), which know no <c>qop</c>: what is sent can be sent again by whoever
    /// reads it. True by default.
    /// </summary>
    public bool AllowLegacy { get; set; } = true;

    /// <summary>
    /// Whether the body is proved too (<c>auth-int</c>) where the server offers it. False by default; a server that offers
    /// nothing else gets it in any case. Bodies are held in memory to be hashed, up to
    /// <see cref="AuthenticationOptions.BufferLimit"/>.
    /// </summary>
    public bool ProtectBodies { get; set; }

    /// <summary>
    /// Whether an answer without the server's own proof (<c>rspauth</c>) is an error. False by default: not all servers
    /// give one. A wrong proof always is.
    /// </summary>
    public bool RequireServerProof { get; set; }
}
