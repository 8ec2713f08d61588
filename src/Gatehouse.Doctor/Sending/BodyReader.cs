using System.IO.Compression;
using System.Text;

namespace Gatehouse.Doctor.Sending;

/// <summary>Reads a body up to the limit, unpacked: what a small body unpacks to counts, so a bomb ends at the limit too.</summary>
internal static class BodyReader
{
    public static async Task<(string Text, bool Cut)> ReadAsync(HttpResponseMessage response, CancellationToken token)
    {
        var stream = await response.Content.ReadAsStreamAsync(token);
        var encoding = response.Content.Headers.ContentEncoding.LastOrDefault()?.ToLowerInvariant();
        await using var unpacked = encoding switch
        {
            "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
            "br" => new BrotliStream(stream, CompressionMode.Decompress),
            "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
            _ => stream,
        };
        var buffer = new byte[SendingLimits.BodyBytes];
        var length = 0;
        try
        {
            while (length < buffer.Length)
            {
                var count = await unpacked.ReadAsync(buffer.AsMemory(length), token);
                if (count == 0)
                {
                    return (Decode(buffer.AsSpan(0, length)), false);
                }

                length += count;
            }
        }
        catch (Exception exception)
            when (exception
                    is InvalidDataException
                        or InvalidOperationException
                        or IOException
                        or HttpRequestException
                        or OperationCanceledException
            )
        {
            // A body that cannot be unpacked, ends early or never ends does not take away the answer's head.
            return (Decode(buffer.AsSpan(0, length)), true);
        }

        return (Decode(buffer.AsSpan(0, length)), true);
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        var cut = bytes;
        for (var dropped = 0; dropped < 4 && cut.Length > 0; dropped++)
        {
            if (System.Text.Unicode.Utf8.IsValid(cut))
            {
                return Encoding.UTF8.GetString(cut);
            }

            // The limit may have cut a letter in two.
            cut = cut[..^1];
        }

        return Encoding.Latin1.GetString(bytes);
    }
}
