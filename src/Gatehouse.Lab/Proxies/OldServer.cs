using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Gatehouse.Lab.Exhibits;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Proxies;

/// <summary>
/// What was left behind when a site moved: it answers on the main address's port at another address of this machine, and
/// knows nobody.
/// </summary>
internal sealed class OldServer : IProxyRule, IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;

    private OldServer(Socket listener, LabParts parts, LabRequests requests)
    {
        _listener = listener;
        _accepting = AcceptAsync(parts, requests, _end.Token);
    }

    /// <summary>The old address. Not every system answers to it.</summary>
    public static IPAddress Address { get; } = new([127, 0, 0, 2]);

    /// <summary>Starts it, and enters where; null where this machine has no such address.</summary>
    public static OldServer? TryStart(LabParts parts, LabRequests requests)
    {
        var main = parts.Addresses[LabPlace.Main];
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(Address, main.Port));
            listener.Listen();
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }

        parts.Addresses[LabPlace.Old] = new Uri($"http://{Address}:{main.Port}/");
        return new OldServer(listener, parts, requests);
    }

    /// <inheritdoc/>
    public ProxyAnswer Serve(ProxyRequest request, string client) =>
        new(401, "Unauthorized\n", new LabField("WWW-Authenticate", BadServer.BearerChallenge))
        {
            Cause = Causes.Dns.Stale,
        };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Whoever accepts ends before the listener does: one that is disposed throws when it is asked.
        await _end.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync(LabParts parts, LabRequests requests, CancellationToken ended)
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(ended);
                _ = ServeAsync(socket, parts, requests, ended);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // It is over.
        }
    }

    private async Task ServeAsync(Socket socket, LabParts parts, LabRequests requests, CancellationToken ended)
    {
        var client = (socket.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? "";
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        var transport = new Transport(PipeReader.Create(stream), PipeWriter.Create(stream));
        await new ProxyConnection(parts, requests, LabPlace.Old, this).ServeAsync(transport, client, ended);
    }

    private sealed record Transport(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
