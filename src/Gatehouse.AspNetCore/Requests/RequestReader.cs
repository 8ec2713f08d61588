using System.Net;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Facts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gatehouse.AspNetCore.Requests;

/// <summary>Turns a request of this server into facts.</summary>
public static class RequestReader
{
    /// <summary>
    /// The facts of a request: its target as it stood on the wire, the client as trusted proxies describe it.
    /// </summary>
    public static RequestFacts Read(HttpContext context, Site site, TimeProvider time)
    {
        var request = context.Request;
        var headers = new HttpHeaderLines(request.Headers);
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (string.IsNullOrEmpty(target))
        {
            target = request.Path.Value + request.QueryString.Value;
        }

        var peer = context.Connection.RemoteIpAddress ?? IPAddress.None;
        var client = site.TrustedProxies.Resolve(peer, request.IsHttps, headers);
        var authority = client.Host ?? request.Host.Value ?? "";
        var certificate = context.Features.Get<ITlsConnectionFeature>()?.ClientCertificate;
        return new RequestFacts
        {
            Method = request.Method,
            Target = target,
            Path = CanonicalPath.Read(target),
            Host = HostName.Fold(authority),
            Authority = authority,
            Headers = headers,
            Https = client.Https,
            Certificate = certificate,
            CertificatesBeside = certificate is null
                ? []
                : context.Features.Get<CertificatesBeside>()?.Certificates ?? [],
            Peer = peer,
            Client = client.Address,
            ThroughTrustedProxy = client.Trusted,
            Proxies = client.Proxies,
            ReceivedAt = time.GetUtcNow(),
            Framing = FramingOf(request),
            Body = HttpRequestBody.Of(request),
        };
    }

    // The server follows Transfer-Encoding alone and moves the other length out of the way, under this name.
    private static FramingFault FramingOf(HttpRequest request)
    {
        if (request.Headers.TransferEncoding.Count == 0)
        {
            return FramingFault.None;
        }

        return HttpProtocol.IsHttp10(request.Protocol) ? FramingFault.ChunkedBeforeHttp11
            : request.Headers.ContainsKey("X-Content-Length") || request.ContentLength is not null
                ? FramingFault.TwoLengths
            : FramingFault.None;
    }
}
