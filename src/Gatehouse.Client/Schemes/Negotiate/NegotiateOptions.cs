using System.Net;

namespace Gatehouse.Client;

/// <summary>How a client answers Negotiate (RFC 4559): with a Kerberos ticket, never with NTLM.</summary>
public sealed class NegotiateOptions
{
    /// <summary>Whose ticket; null, the default, for that of whoever runs the program (<c>kinit</c>, or the Windows session).</summary>
    public NetworkCredential? Credential { get; set; }

    /// <summary>The service's principal; null, the default, for <c>HTTP/</c> and the host of the address, as it is written there.</summary>
    public string? TargetName { get; set; }

    /// <summary>
    /// Whether the server may act in the user's name elsewhere. False by default: whoever has the ticket then is the user.
    /// </summary>
    public bool AllowDelegation { get; set; }

    /// <summary>
    /// Whether an answer without the server's own proof is an error. False by default: not all servers give one. A wrong
    /// proof always is.
    /// </summary>
    public bool RequireServerProof { get; set; }
}
