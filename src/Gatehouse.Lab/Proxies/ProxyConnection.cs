using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gatehouse.Lab.Exhibits;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;

namespace Gatehouse.Lab.Proxies;

/// <summary>One connection to a forward proxy: one request in absolute form, or one tunnel (RFC 9110 section 9.3.6).</summary>
internal sealed class ProxyConnection(LabParts parts, LabRequests requests, LabPlace place, IProxyRule rule)
{
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(1);

    private static readonly string[] _hopByHop =
    [
        "Connection",
        "Keep-Alive",
        "Proxy-Connection",
        "Proxy-Authorization",
        "Host",
        "Via",
    ];

    /// <summary>Serves it until either side has said all.</summary>
    public async Task ServeAsync(IDuplexPipe transport, string client, CancellationToken cancellationToken)
    {
        try
        {
            if (await ProxyRequest.ReadAsync(transport.Input, cancellationToken) is not { } request)
            {
                await AnswerAsync(transport, null, new ProxyAnswer(400, "Bad request\n"), cancellationToken);
                return;
            }

            var destination = request.Destination;
            if (destination is null || (rule is PortalRule portal && portal.IsOwn(destination) && !request.IsTunnel))
            {
                await AnswerAsync(transport, request, rule.Serve(request, client), cancellationToken);
            }
            else if (rule.Refuse(request, client) is { } refusal)
            {
                await AnswerAsync(transport, request, refusal, cancellationToken);
            }
            else
            {
                await PassOnAsync(transport, request, destination, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // One of the two sides has gone.
        }
    }

    private async Task PassOnAsync(
        IDuplexPipe transport,
        ProxyRequest request,
        Uri destination,
        CancellationToken cancellationToken
    )
    {
        if (AddressOf(destination.Port) is not { } address)
        {
            var elsewhere = new ProxyAnswer(502, "This proxy leads to the places of the lab alone.\n");
            await AnswerAsync(transport, request, elsewhere, cancellationToken);
            return;
        }

        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
        }
        catch (SocketException)
        {
            var unreachable = new ProxyAnswer(502, "The site cannot be reached.\n");
            await AnswerAsync(transport, request, unreachable, cancellationToken);
            return;
        }

        var end = socket.LocalEndPoint;
        parts.Proxied.Add(end, place);
        try
        {
            await using var site = new NetworkStream(socket, ownsSocket: false);
            if (request.IsTunnel)
            {
                Remember(request, 200, answer: null);
                await transport.Output.WriteAsync(
                    "HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(),
                    cancellationToken
                );
            }
            else
            {
                await site.WriteAsync(HeadOf(rule.Change(request), destination), cancellationToken);
            }

            await RelayAsync(transport, request, socket, site, cancellationToken);
        }
        finally
        {
            parts.Proxied.Remove(end);
        }
    }

    private async Task RelayAsync(
        IDuplexPipe transport,
        ProxyRequest request,
        Socket socket,
        NetworkStream site,
        CancellationToken cancellationToken
    )
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var up = UpAsync(transport.Input, request.IsTunnel ? socket : null, site, over.Token);
        try
        {
            var buffer = new byte[16 * 1024];
            for (var first = true; ; first = false)
            {
                var count = await site.ReadAsync(buffer, cancellationToken);
                if (count == 0)
                {
                    return;
                }

                if (first && !request.IsTunnel)
                {
                    Remember(request, StatusIn(buffer.AsSpan(0, count)), answer: null);
                }

                await transport.Output.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            }
        }
        finally
        {
            await over.CancelAsync();
            await up;
        }
    }

    // A client that has said all of a tunnel says so to the site; a plain request is over when its answer is.
    private static async Task UpAsync(
        PipeReader client,
        Socket? tunnel,
        NetworkStream site,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await client.CopyToAsync(site, cancellationToken);
            tunnel?.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // What comes down says how it ends.
        }
    }

    private async Task AnswerAsync(
        IDuplexPipe transport,
        ProxyRequest? request,
        ProxyAnswer answer,
        CancellationToken cancellationToken
    )
    {
        if (request is not null)
        {
            Remember(request, answer.Status, answer);
        }

        await transport.Output.WriteAsync(answer.ToBytes(request?.Method != "HEAD"), cancellationToken);
        await transport.Output.CompleteAsync();

        // A body that nobody reads would break the connection before the client has the answer.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Lingering);
        await transport.Input.CopyToAsync(Stream.Null, limit.Token);
    }

    private static byte[] HeadOf(ProxyRequest request, Uri destination)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"{request.Method} {OriginForm(request.Target)} HTTP/1.1\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Host: {destination.Authority}\r\n");
        foreach (var field in request.Fields)
        {
            if (!_hopByHop.Contains(field.Name, StringComparer.OrdinalIgnoreCase))
            {
                head.Append(CultureInfo.InvariantCulture, $"{field.Name}: {field.Value}\r\n");
            }
        }

        head.Append("Via: 1.1 lab\r\nConnection: close\r\n\r\n");
        return Encoding.Latin1.GetBytes(head.ToString());
    }

    // Octet by octet as the client wrote it: a proxy that tidies paths up would change what is asked for.
    private static string OriginForm(string target)
    {
        var rest = target[(target.IndexOf("//", StringComparison.Ordinal) + 2)..];
        var start = rest.AsSpan().IndexOfAny('/', '?');
        return start < 0 ? "/"
            : rest[start] == '?' ? "/" + rest[start..]
            : rest[start..];
    }

    private IPEndPoint? AddressOf(int port) =>
        parts.Addresses.All.Values.FirstOrDefault(place => place.Port == port) is { } place
        && IPAddress.TryParse(place.Host.Trim('[', ']'), out var address)
            ? new IPEndPoint(address, port)
            : null;

    private static int StatusIn(ReadOnlySpan<byte> answer) =>
        answer.StartsWith("HTTP/1.1 "u8)
        && answer.Length >= 12
        && int.TryParse(answer[9..12], NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : 0;

    private void Remember(ProxyRequest request, int status, ProxyAnswer? answer)
    {
        if (request.Lines(LabParts.RehearsalField).Contains(parts.Rehearsal, StringComparer.Ordinal))
        {
            return;
        }

        requests.Add(
            new LabRequest
            {
                At = parts.Clock.GetUtcNow(),
                Place = place,
                Method = request.Method,
                Target = request.Target,
                Fields = [.. request.Fields.Select(field => KeyValuePair.Create(field.Name, field.Value))],
                Status = status,
                Cause = answer?.Cause,
            }
        );
    }
}
