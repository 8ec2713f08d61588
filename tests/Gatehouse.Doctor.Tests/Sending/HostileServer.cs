using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Gatehouse.Doctor.Tests.Sending;

/// <summary>Accepts connections on this machine and does with each what it is told.</summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;
    private readonly bool _listensFirst;
    private int _connections;

    /// <summary>A server that does this with each connection.</summary>
    /// <param name="answer">What it does.</param>
    /// <param name="address">Where it listens; 127.0.0.1 by default.</param>
    /// <param name="listensFirst">Whether it takes in a request before.</param>
    /// <param name="port">The port; 0 for any.</param>
    public HostileServer(
        Func<NetworkStream, CancellationToken, Task> answer,
        IPAddress? address = null,
        bool listensFirst = true,
        int port = 0
    )
    {
        _listensFirst = listensFirst;
        _listener = new TcpListener(address ?? IPAddress.Loopback, port);
        _listener.Start();
        Url = new Uri($"http://{_listener.LocalEndpoint}/orders");
        _serving = ServeAsync(answer);
    }

    /// <summary>How many connections there have been.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public Uri Url { get; }

    /// <summary>Sends these octets (written as Latin-1) and closes.</summary>
    public static HostileServer Saying(string text) =>
        new((stream, token) => stream.WriteAsync(Encoding.Latin1.GetBytes(text), token).AsTask());

    /// <summary>Sends the first and then the second until nobody reads any more.</summary>
    public static HostileServer Endless(string first, string then) =>
        new(
            async (stream, token) =>
            {
                await stream.WriteAsync(Encoding.Latin1.GetBytes(first), token);
                var again = Encoding.Latin1.GetBytes(then);
                while (!token.IsCancellationRequested)
                {
                    await stream.WriteAsync(again, token);
                }
            }
        );

    /// <summary>Sends this and then nothing more, and does not close.</summary>
    public static HostileServer Stalling(string text) =>
        new(
            async (stream, token) =>
            {
                await stream.WriteAsync(Encoding.Latin1.GetBytes(text), token);
                while (await stream.ReadAsync(new byte[4096], token) > 0)
                {
                    token.ThrowIfCancellationRequested();
                }
            }
        );

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        _listener.Stop();
        _end.Dispose();
    }

    private async Task ServeAsync(Func<NetworkStream, CancellationToken, Task> answer)
    {
        try
        {
            while (!_end.IsCancellationRequested)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                Interlocked.Increment(ref _connections);
                await using var stream = client.GetStream();
                await AnswerAsync(stream, answer);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream, Func<NetworkStream, CancellationToken, Task> answer)
    {
        try
        {
            if (_listensFirst)
            {
                _ = await stream.ReadAsync(new byte[16 * 1024], _end.Token);
            }

            await answer(stream, _end.Token);
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException)
        {
            // The doctor has seen enough.
        }
    }
}
