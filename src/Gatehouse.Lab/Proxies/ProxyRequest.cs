using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Gatehouse.Lab.Steps;

namespace Gatehouse.Lab.Proxies;

/// <summary>The head of a request as it came to a proxy (RFC 9112), in any form of target; the body is still on its way.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">The target: absolute for a forward proxy, host and port for CONNECT (RFC 9112 section 3.2).</param>
/// <param name="Fields">The fields, in order.</param>
internal sealed record ProxyRequest(string Method, string Target, IReadOnlyList<LabField> Fields)
{
    private const int LongestHead = 64 * 1024;

    /// <summary>Whether a tunnel is asked for.</summary>
    public bool IsTunnel => Method == "CONNECT";

    /// <summary>The lines of a field.</summary>
    public IEnumerable<string> Lines(string name) =>
        Fields
            .Where(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase))
            .Select(field => field.Value);

    /// <summary>Without a field.</summary>
    public ProxyRequest Without(string name) =>
        this with
        {
            Fields = [.. Fields.Where(field => !string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase))],
        };

    /// <summary>Where it is to go; null where the target does not say, as it does not for a server.</summary>
    public Uri? Destination =>
        Uri.TryCreate(IsTunnel ? $"https://{Target}" : Target, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
            ? url
            : null;

    /// <summary>Reads the next head; null where the connection ends first, or what comes is no HTTP/1.</summary>
    public static async Task<ProxyRequest?> ReadAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            if (End(buffer) is { } end)
            {
                var text = Encoding.Latin1.GetString(buffer.Slice(0, end));
                reader.AdvanceTo(end);
                return Parse(text);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted || buffer.Length > LongestHead)
            {
                return null;
            }
        }
    }

    private static SequencePosition? End(in ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        return reader.TryReadTo(out ReadOnlySequence<byte> _, "\r\n\r\n"u8) ? reader.Position : null;
    }

    private static ProxyRequest? Parse(string text)
    {
        var lines = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        if (lines is not [var first, ..] || first.Split(' ') is not [var method, var target, "HTTP/1.0" or "HTTP/1.1"])
        {
            return null;
        }

        var fields = new List<LabField>();
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                return null;
            }

            fields.Add(new LabField(line[..colon], line[(colon + 1)..].Trim()));
        }

        return new ProxyRequest(method, target, fields);
    }
}
