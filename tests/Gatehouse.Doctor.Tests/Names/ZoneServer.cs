using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gatehouse.Doctor.Tests.Names;

/// <summary>A small name server on this machine that speaks for a zone of its own, by UDP and TCP.</summary>
internal sealed class ZoneServer : IAsyncDisposable
{
    private readonly UdpClient _datagrams;
    private readonly TcpListener _streams;
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _serving;
    private readonly Dictionary<(string Name, int Kind), byte[][]> _records = [];

    public ZoneServer()
    {
        // A port that is free for one kind may not be for the other.
        for (var tries = 0; ; tries++)
        {
            _streams = new TcpListener(IPAddress.Loopback, 0);
            _streams.Start();
            Place = (IPEndPoint)_streams.LocalEndpoint;
            try
            {
                _datagrams = new UdpClient(Place);
                break;
            }
            catch (SocketException) when (tries < 10)
            {
                _streams.Stop();
            }
        }

        _serving = [ServeDatagramsAsync(), ServeStreamsAsync()];
    }

    public IPEndPoint Place { get; }

    /// <summary>Whether answers by UDP are cut, so that TCP has to be asked.</summary>
    public bool Cuts { get; set; }

    /// <summary>Whether it speaks for the zone.</summary>
    public bool Authoritative { get; set; } = true;

    /// <summary>What is done to each answer before it goes out.</summary>
    public Func<byte[], byte[]> Spoil { get; set; } = answer => answer;

    public ZoneServer Address(string name, params string[] addresses)
    {
        foreach (var group in addresses.Select(IPAddress.Parse).GroupBy(address => address.AddressFamily))
        {
            _records[(name, group.Key == AddressFamily.InterNetwork ? 1 : 28)] =
            [
                .. group.Select(address => address.GetAddressBytes()),
            ];
        }

        return this;
    }

    public ZoneServer Name(string name, int kind, string target)
    {
        _records[(name, kind)] = [Wire(target)];
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        // Those that serve end before what they listen on: a listener that stopped throws when it is asked.
        await _end.CancelAsync();
        await Task.WhenAll(_serving);
        _streams.Stop();
        _datagrams.Dispose();
        _end.Dispose();
    }

    /// <summary>A name as it goes over the wire.</summary>
    public static byte[] Wire(string name) =>
        [.. name.Split('.').SelectMany(label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)), 0];

    private async Task ServeDatagramsAsync()
    {
        try
        {
            while (true)
            {
                var asked = await _datagrams.ReceiveAsync(_end.Token);
                await _datagrams.SendAsync(Spoil(AnswerTo(asked.Buffer, Cuts)), asked.RemoteEndPoint, _end.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeStreamsAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _streams.AcceptTcpClientAsync(_end.Token);
                var stream = client.GetStream();
                var head = new byte[2];
                await stream.ReadExactlyAsync(head, _end.Token);
                var question = new byte[BinaryPrimitives.ReadUInt16BigEndian(head)];
                await stream.ReadExactlyAsync(question, _end.Token);
                var answer = Spoil(AnswerTo(question, cut: false));
                BinaryPrimitives.WriteUInt16BigEndian(head, (ushort)answer.Length);
                await stream.WriteAsync((byte[])[.. head, .. answer], _end.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException)
        {
            // The test is over.
        }
    }

    private byte[] AnswerTo(byte[] question, bool cut)
    {
        var name = new StringBuilder();
        var at = 12;
        for (; question[at] > 0; at += question[at] + 1)
        {
            name.Append(name.Length > 0 ? "." : "").Append(Encoding.ASCII.GetString(question, at + 1, question[at]));
        }

        int kind = BinaryPrimitives.ReadUInt16BigEndian(question.AsSpan(at + 1));
        var told = name.ToString();
        var kindTold = _records.ContainsKey((told, kind)) ? kind : 5;
        var data = cut ? [] : _records.GetValueOrDefault((told, kindTold), []);
        var answer = new List<byte>(question);
        answer[2] = (byte)(0x80 | (Authoritative ? 4 : 0) | (cut ? 2 : 0));
        answer[7] = (byte)data.Length;
        foreach (var each in data)
        {
            answer.AddRange([0xC0, 12, 0, (byte)kindTold, 0, 1, 0, 0, 0, 60, 0, (byte)each.Length, .. each]);
        }

        return [.. answer];
    }
}
