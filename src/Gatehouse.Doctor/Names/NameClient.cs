using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Gatehouse.Doctor.Names;

/// <summary>
/// Asks one name server one question: by UDP from a port of its own with a number that cannot be foreseen, and by TCP where
/// the answer does not fit (RFC 1035 section 4.2, RFC 5452 section 9). What does not answer the question is passed over.
/// </summary>
internal sealed class NameClient(TimeSpan timeout)
{
    private const int MostStrayed = 16;

    private const int LongestAnswer = 16 * 1024;

    /// <summary>The answer; null where none came that is one.</summary>
    public async Task<NameAnswer?> AskAsync(
        IPEndPoint server,
        string name,
        NameKind kind,
        bool recursive,
        CancellationToken token
    )
    {
        var id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
        if (NameMessage.Question(id, name, kind, recursive) is not { } question)
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(timeout);
        try
        {
            var answer = await ByDatagramAsync(server, question, limit.Token);
            return answer is { Cut: true } ? await ByStreamAsync(server, question, limit.Token) : answer;
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<NameAnswer?> ByDatagramAsync(IPEndPoint server, byte[] question, CancellationToken token)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        // Connected, it takes in what comes from this server alone.
        await socket.ConnectAsync(server, token);
        await socket.SendAsync(question, token);
        var buffer = new byte[4096];
        for (var strayed = 0; strayed < MostStrayed; strayed++)
        {
            var length = await socket.ReceiveAsync(buffer, token);
            if (NameMessage.Answer(buffer.AsSpan(0, length), question) is { } answer)
            {
                return answer;
            }
        }

        return null;
    }

    private static async Task<NameAnswer?> ByStreamAsync(IPEndPoint server, byte[] question, CancellationToken token)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, token);
        await using var stream = new NetworkStream(socket);
        var framed = new byte[question.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)question.Length);
        question.CopyTo(framed, 2);
        await stream.WriteAsync(framed, token);
        var head = new byte[2];
        await stream.ReadExactlyAsync(head, token);
        var length = BinaryPrimitives.ReadUInt16BigEndian(head);
        if (length > LongestAnswer)
        {
            return null;
        }

        var message = new byte[length];
        await stream.ReadExactlyAsync(message, token);
        return NameMessage.Answer(message, question);
    }
}
