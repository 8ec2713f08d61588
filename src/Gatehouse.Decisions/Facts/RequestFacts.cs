using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Gatehouse.Decisions.Facts;

/// <summary>
/// Everything a decision may know of a request; immutable. Made by the server from a real request, by
/// <c>gatehouse try</c> from an imagined one.
/// </summary>
public sealed class RequestFacts
{
    /// <summary>The method, as received (methods are case-sensitive, RFC 9110 section 9.1).</summary>
    public required string Method { get; init; }

    /// <summary>The request target as received.</summary>
    public required string Target { get; init; }

    /// <summary>The one reading of the target.</summary>
    public required CanonicalPath Path { get; init; }

    /// <summary>The host asked for, in lower case, without port and trailing dot; empty where none was given.</summary>
    public required string Host { get; init; }

    /// <summary>
    /// The host asked for with its port where one was given, as the client or a trusted proxy wrote it; empty where none
    /// was given.
    /// </summary>
    public string Authority { get; init; } = "";

    /// <summary>The field lines.</summary>
    public required HeaderLines Headers { get; init; }

    /// <summary>Whether the client used https, on our own connection or on that of a trusted proxy.</summary>
    public bool Https { get; init; }

    /// <summary>
    /// The certificate that the client showed in the handshake of our own connection, unchecked: all that is known is that
    /// it holds its key. Null where it showed none, or was not asked.
    /// </summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>What the client sent along with <see cref="Certificate"/>, unchecked: certificates of issuers, for most.</summary>
    public IReadOnlyList<X509Certificate2> CertificatesBeside { get; init; } = [];

    /// <summary>The address at the other end of the connection.</summary>
    public required IPAddress Peer { get; init; }

    /// <summary>The client's address: the peer's, or what trusted proxies say of it.</summary>
    public required IPAddress Client { get; init; }

    /// <summary>Whether the peer is a trusted proxy.</summary>
    public bool ThroughTrustedProxy { get; init; }

    /// <summary>The trusted proxies between the client and us, the farthest first, comma-separated; empty for none.</summary>
    public string Proxies { get; init; } = "";

    /// <summary>When the request was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Why the end of the request can be read in two ways (RFC 9112 section 6.1), or none.</summary>
    public FramingFault Framing { get; init; }

    /// <summary>The body, where there may be one.</summary>
    public RequestBody? Body { get; init; }
}
