using System.Net;

namespace Gatehouse.Client.Flow;

/// <summary>The body of an answer of which the beginning has been read already; who gets the answer reads all of it.</summary>
internal sealed class PeekedContent : HttpContent
{
    private readonly HttpContent _content;
    private readonly byte[] _start;
    private readonly Stream _rest;

    private PeekedContent(HttpContent content, byte[] start, Stream rest)
    {
        _content = content;
        _start = start;
        _rest = rest;
        foreach (var (name, values) in content.Headers.NonValidated)
        {
            foreach (var value in values)
            {
                Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    /// <summary>Reads the beginning of a body: all of it, where it is not longer than <see cref="ProblemBody.MaximumLength"/>.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>> PeekAsync(
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        if (response.Content is PeekedContent peeked)
        {
            return peeked._start;
        }

        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var start = new byte[ProblemBody.MaximumLength];
        var length = 0;
        try
        {
            int read;
            while (
                length < start.Length
                && (read = await stream.ReadAsync(start.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0
            )
            {
                length += read;
            }
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            // It breaks off: whoever reads on finds that out for himself.
        }

        Array.Resize(ref start, length);
        response.Content = new PeekedContent(response.Content, start, stream);
        return start;
    }

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(_start).ConfigureAwait(false);
        await _rest.CopyToAsync(stream).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken
    )
    {
        await stream.WriteAsync(_start, cancellationToken).ConfigureAwait(false);
        await _rest.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _content.Headers.ContentLength ?? 0;
        return _content.Headers.ContentLength is not null;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }
}
