using System.Net;

namespace Gatehouse.Client.Sending;

/// <summary>
/// A body that can be read once, kept while it is sent, so that it can be sent again: up to a limit of bytes, beyond
/// which it is let go.
/// </summary>
internal sealed class RecordedContent : HttpContent
{
    private readonly HttpContent _content;
    private readonly int _limit;
    private MemoryStream? _record;
    private bool _isRead;
    private bool _isWhole;

    public RecordedContent(HttpContent content, int limit)
    {
        _content = content;
        _limit = limit;
        content.CopyFieldsTo(this);
    }

    /// <summary>Whether it can be sent (again): it was not touched yet, or is kept whole.</summary>
    public bool CanRepeat => !_isRead || _isWhole;

    /// <summary>Whether it was read and is kept whole.</summary>
    public bool IsKept => _isWhole;

    /// <summary>Whether it is longer than what is kept, or nobody knows.</summary>
    public bool MayNotFit => _content.Headers.ContentLength is not { } length || length > _limit;

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken
    )
    {
        if (_isWhole)
        {
            await stream
                .WriteAsync(_record!.GetBuffer().AsMemory(0, (int)_record.Length), cancellationToken)
                .ConfigureAwait(false);
            return;
        }

        if (_isRead)
        {
            throw new InvalidOperationException("The body was a stream that has been read already.");
        }

        _isRead = true;
        if (_content.Headers.ContentLength is { } length && length > _limit)
        {
            await _content.CopyToAsync(stream, context, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (!MayNotFit)
        {
            // Kept before it is sent: a server may refuse while it still arrives.
            _record = new MemoryStream();
            await _content.CopyToAsync(_record, context, cancellationToken).ConfigureAwait(false);
            _isWhole = true;
            await SerializeToStreamAsync(stream, context, cancellationToken).ConfigureAwait(false);
            return;
        }

        var tee = new RecordingStream(stream, _limit);
        await _content.CopyToAsync(tee, context, cancellationToken).ConfigureAwait(false);
        _record = tee.Record;
        _isWhole = _record is not null;
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _content.Headers.ContentLength ?? 0;
        return _content.Headers.ContentLength is not null;
    }
}
