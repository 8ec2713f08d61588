using System.Net;
using System.Net.Sockets;

namespace Gatehouse.Providers.Fetching;

/// <summary>Makes the handler with which providers are asked: nothing is followed, kept or unpacked by itself.</summary>
internal static class OutboundHttp
{
    /// <param name="outboundProxy">The proxy towards them, or null.</param>
    /// <param name="timeout">How long a connection may take to be made.</param>
    /// <param name="guard">Which addresses may be asked.</param>
    /// <param name="connections">How many there may be at a time.</param>
    public static SocketsHttpHandler CreateHandler(
        Uri? outboundProxy,
        TimeSpan timeout,
        AddressGuard guard,
        int connections = 2
    ) =>
        new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = outboundProxy is not null,
            Proxy = outboundProxy is { } proxy ? new WebProxy(proxy, BypassOnLocal: true) : null,
            ConnectTimeout = timeout,
            MaxConnectionsPerServer = connections,
            // Fetches are minutes apart: a kept connection would only be one that broke meanwhile.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
            ActivityHeadersPropagator = null,
            ConnectCallback = (context, cancellationToken) =>
                ConnectAsync(context.DnsEndPoint, guard, cancellationToken),
        };

    private static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint target,
        AddressGuard guard,
        CancellationToken cancellationToken
    )
    {
        IPAddress[] addresses = await guard.ResolveAsync(target.Host, cancellationToken);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
