using System.Net;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.Lab.Steps;

namespace Gatehouse.Lab.Wire;

/// <summary>A request to be sent exactly as it stands here.</summary>
internal sealed record WireRequest
{
    /// <summary>Scheme, host and port.</summary>
    public required Uri Origin { get; init; }

    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query, not changed in any way.</summary>
    public required string Target { get; init; }

    /// <summary>The fields besides <c>Host</c>, <c>Content-Length</c> and <c>Connection</c>.</summary>
    public required IReadOnlyList<LabField> Fields { get; init; }

    /// <summary>The body, or null.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The forward proxy, or null.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The address to connect to in place of the origin's; null where the origin says it.</summary>
    public IPAddress? ConnectTo { get; init; }

    /// <summary>The address to come from, or null.</summary>
    public IPAddress? From { get; init; }

    /// <summary>The client certificate, or null.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The authority whose certificates are taken.</summary>
    public X509Certificate2? Trusted { get; init; }

    /// <summary>The address of the whole request.</summary>
    public string Url => Origin.GetLeftPart(UriPartial.Authority) + Target;
}
