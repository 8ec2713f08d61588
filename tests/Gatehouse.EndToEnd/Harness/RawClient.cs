using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gatehouse.EndToEnd.Harness;

/// <summary>Sends octets that no well-behaved client would send.</summary>
public sealed class RawClient : IAsyncDisposable
{
    private const string HeadEnd = "\r\n\r\n";

    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly StringBuilder _read = new();

    private RawClient(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    /// <summary>Opens a connection.</summary>
    public static async Task<RawClient> ConnectAsync(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        return new RawClient(client);
    }

    /// <summary>Sends one request on a connection of its own; its whole answer, head and body.</summary>
    public static async Task<string> ExchangeAsync(int port, string request)
    {
        await using var client = await ConnectAsync(port);
        await client.SendAsync(request);
        return await client.ReadAnswerAsync();
    }

    /// <summary>Sends the text as Latin-1.</summary>
    public async Task SendAsync(string text) => await _stream.WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Reads until the text is there, which is returned with all that stands before it.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        while (true)
        {
            var found = _read.ToString().IndexOf(text, StringComparison.Ordinal);
            if (found >= 0)
            {
                return Take(found + text.Length);
            }

            if (!await ReadMoreAsync())
            {
                return Take(_read.Length);
            }
        }
    }

    /// <summary>The next answer, as long as its head says; what is there where the connection ends before.</summary>
    public async Task<string> ReadAnswerAsync()
    {
        var head = await ReadUntilAsync(HeadEnd);
        if (head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
        {
            return head + await ReadUntilAsync("\r\n0\r\n\r\n");
        }

        const string Length = "Content-Length: ";
        var at = head.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return head;
        }

        var end = head.IndexOf('\r', at);
        var length = int.Parse(head.AsSpan(at + Length.Length, end - at - Length.Length), CultureInfo.InvariantCulture);
        while (_read.Length < length && await ReadMoreAsync())
        {
            // Until the body is whole.
        }

        return head + Take(Math.Min(length, _read.Length));
    }

    /// <summary>Whether the other side has closed the connection, without another octet.</summary>
    public async Task<bool> IsClosedAsync() => _read.Length == 0 && !await ReadMoreAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _client.Dispose();
    }

    private async Task<bool> ReadMoreAsync()
    {
        var buffer = new byte[8192];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            var count = await _stream.ReadAsync(buffer, patience.Token);
            _read.Append(Encoding.Latin1.GetString(buffer, 0, count));
            return count > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private string Take(int count)
    {
        var text = _read.ToString(0, count);
        _read.Remove(0, count);
        return text;
    }
}
