using System.Globalization;
using System.Text;
using Gatehouse.Lab.Steps;

namespace Gatehouse.Lab.Wire;

/// <summary>Reads an answer of HTTP/1.1 (RFC 9112): head, then a body by its length, in chunks, or to the end.</summary>
internal sealed class WireReader(Stream stream)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>The status line and the fields; answers of class 1xx are passed over.</summary>
    /// <exception cref="IOException">What came is no answer of HTTP/1.</exception>
    public async Task<WireAnswer> ReadHeadAsync(int limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            var line = await ReadLineAsync(limit, cancellationToken);
            var parts = line.Split(' ', 3);
            if (
                !line.StartsWith("HTTP/1.", StringComparison.Ordinal)
                || parts.Length < 2
                || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            )
            {
                throw new IOException("what came is no answer of HTTP/1");
            }

            var fields = new List<LabField>();
            for (
                line = await ReadLineAsync(limit, cancellationToken);
                line.Length > 0;
                line = await ReadLineAsync(limit, cancellationToken)
            )
            {
                limit -= line.Length;
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                if (colon > 0)
                {
                    fields.Add(new LabField(line[..colon], line[(colon + 1)..].Trim()));
                }
            }

            if (status is < 100 or >= 200)
            {
                return new WireAnswer
                {
                    Status = status,
                    Reason = parts.Length > 2 ? parts[2] : "",
                    Fields = fields,
                };
            }
        }
    }

    /// <summary>The body of an answer to a request of this method.</summary>
    /// <exception cref="IOException">It is longer than <paramref name="limit"/>, or ends too early.</exception>
    public async Task<byte[]> ReadBodyAsync(
        WireAnswer answer,
        string method,
        int limit,
        CancellationToken cancellationToken
    )
    {
        if (method == "HEAD" || answer.Status is 204 or 304)
        {
            return [];
        }

        if (
            answer
                .Lines("Transfer-Encoding")
                .Any(value => value.Contains("chunked", StringComparison.OrdinalIgnoreCase))
        )
        {
            return await ReadChunksAsync(limit, cancellationToken);
        }

        var length = answer.Lines("Content-Length").FirstOrDefault();
        using var body = new MemoryStream();
        if (length is null)
        {
            while (await FillAsync(cancellationToken))
            {
                Take(body, _end - _start, limit);
            }

            return body.ToArray();
        }

        if (!int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > limit)
        {
            throw new IOException("the length of the answer's body is no number, or too large");
        }

        await TakeAsync(body, count, limit, cancellationToken);
        return body.ToArray();
    }

    private async Task<byte[]> ReadChunksAsync(int limit, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var line = await ReadLineAsync(1024, cancellationToken);
            var size = line.Split(';', 2)[0].Trim();
            if (
                !int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var count)
                || count < 0
            )
            {
                throw new IOException("a chunk of the answer has no size");
            }

            if (count == 0)
            {
                return body.ToArray();
            }

            await TakeAsync(body, count, limit, cancellationToken);
            await ReadLineAsync(2, cancellationToken);
        }
    }

    private async Task TakeAsync(MemoryStream body, int count, int limit, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            if (!await FillAsync(cancellationToken))
            {
                throw new IOException("the answer ended in the middle");
            }

            var part = Math.Min(count, _end - _start);
            Take(body, part, limit);
            count -= part;
        }
    }

    private void Take(MemoryStream body, int count, int limit)
    {
        if (body.Length + count > limit)
        {
            throw new IOException("the answer is too long");
        }

        body.Write(_buffer, _start, count);
        _start += count;
    }

    private async Task<string> ReadLineAsync(int limit, CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (await FillAsync(cancellationToken))
        {
            var end = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start);
            var stop = end < 0 ? _end : end;
            line.Append(Encoding.Latin1.GetString(_buffer, _start, stop - _start));
            _start = end < 0 ? stop : stop + 1;
            if (line.Length > limit)
            {
                throw new IOException("the head of the answer is too long");
            }

            if (end >= 0)
            {
                return line.ToString().TrimEnd('\r');
            }
        }

        throw new IOException("the connection was closed before the answer was whole");
    }

    // Whether there is anything left to take.
    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start < _end)
        {
            return true;
        }

        _start = 0;
        _end = await stream.ReadAsync(_buffer, cancellationToken);
        return _end > 0;
    }
}
