using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gatehouse.Lab.Steps;

namespace Gatehouse.Lab.Wire;

/// <summary>
/// Sends a request octet by octet as it was given, over HTTP/1.1 and a connection of its own: what a client library
/// would mend or refuse to send goes out as it is.
/// </summary>
internal sealed class WireClient(TimeProvider clock)
{
    private const int LongestHead = 256 * 1024;
    private const int LongestBody = 16 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Sends it. A connection that fails is an answer with status 0, not an exception.</summary>
    public async Task<WireAnswer> SendAsync(WireRequest request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var began = clock.GetUtcNow();
        var ticks = clock.GetTimestamp();
        WireAnswer answer;
        try
        {
            answer = await ExchangeAsync(request, linked.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            answer = new WireAnswer { Status = 0, Failure = $"no answer within {Patience.TotalSeconds} seconds" };
        }
        catch (Exception exception) when (exception is IOException or SocketException or AuthenticationException)
        {
            answer = new WireAnswer { Status = 0, Failure = exception.Message };
        }

        return answer with
        {
            StartedAt = began,
            Took = clock.GetElapsedTime(ticks),
        };
    }

    private static async Task<WireAnswer> ExchangeAsync(WireRequest request, CancellationToken cancellationToken)
    {
        var hop = request.Proxy ?? request.Origin;
        using var socket = await ConnectAsync(request, hop, cancellationToken);
        await using var plain = new NetworkStream(socket, ownsSocket: false);
        var tunnels = request.Proxy is not null && request.Origin.Scheme == Uri.UriSchemeHttps;
        if (tunnels)
        {
            var refusal = await OpenTunnelAsync(plain, request, cancellationToken);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        if (request.Origin.Scheme != Uri.UriSchemeHttps)
        {
            return await AskAsync(plain, request, absolute: request.Proxy is not null, cancellationToken);
        }

        await using var tls = new SslStream(plain);
        await tls.AuthenticateAsClientAsync(TlsOptions(request), cancellationToken);
        return await AskAsync(tls, request, absolute: false, cancellationToken);
    }

    private static async Task<Socket> ConnectAsync(WireRequest request, Uri hop, CancellationToken cancellationToken)
    {
        var address =
            request.Proxy is null && request.ConnectTo is { } told ? told
            : IPAddress.TryParse(hop.IdnHost, out var literal) ? literal
            : (await Dns.GetHostAddressesAsync(hop.IdnHost, cancellationToken))[0];
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (request.From is { } from)
            {
                socket.Bind(new IPEndPoint(from, 0));
            }

            await socket.ConnectAsync(address, hop.Port, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<WireAnswer?> OpenTunnelAsync(
        Stream stream,
        WireRequest request,
        CancellationToken cancellationToken
    )
    {
        var authority = $"{request.Origin.IdnHost}:{request.Origin.Port}";
        var head = new StringBuilder($"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n");
        foreach (var field in request.Fields.Where(IsForProxy))
        {
            head.Append(field.Name).Append(": ").Append(field.Value).Append("\r\n");
        }

        await stream.WriteAsync(Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), cancellationToken);
        var reader = new WireReader(stream);
        var answer = await reader.ReadHeadAsync(LongestHead, cancellationToken);
        if (answer.Status == 200)
        {
            return null;
        }

        return answer with
        {
            Body = await reader.ReadBodyAsync(answer, request.Method, LongestBody, cancellationToken),
        };
    }

    private static async Task<WireAnswer> AskAsync(
        Stream stream,
        WireRequest request,
        bool absolute,
        CancellationToken cancellationToken
    )
    {
        var target = absolute ? request.Url : request.Target;
        var head = new StringBuilder($"{request.Method} {target} HTTP/1.1\r\n");
        if (!request.Fields.Any(field => field.Name.Equals("Host", StringComparison.OrdinalIgnoreCase)))
        {
            head.Append("Host: ").Append(request.Origin.Authority).Append("\r\n");
        }

        foreach (var field in request.Fields.Where(field => absolute || !IsForProxy(field)))
        {
            head.Append(field.Name).Append(": ").Append(field.Value).Append("\r\n");
        }

        var framed = request.Fields.Any(field =>
            field.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
            || field.Name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)
        );
        if (request.Body is { } body && !framed)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        }

        head.Append("Connection: close\r\n\r\n");
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head.ToString()), cancellationToken);
        await stream.WriteAsync(request.Body ?? [], cancellationToken);
        await stream.FlushAsync(cancellationToken);
        var reader = new WireReader(stream);
        var answer = await reader.ReadHeadAsync(LongestHead, cancellationToken);
        return answer with
        {
            Body = await reader.ReadBodyAsync(answer, request.Method, LongestBody, cancellationToken),
        };
    }

    private static bool IsForProxy(LabField field) =>
        field.Name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase);

    private static SslClientAuthenticationOptions TlsOptions(WireRequest request)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        if (request.Trusted is { } trusted)
        {
            policy.CustomTrustStore.Add(trusted);
        }

        return new SslClientAuthenticationOptions
        {
            TargetHost = request.Origin.IdnHost,
            CertificateChainPolicy = policy,
            ClientCertificateContext = request.Certificate is { } certificate
                ? SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true)
                : null,
        };
    }
}
