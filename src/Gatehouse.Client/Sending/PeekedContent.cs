namespace Gatehouse.Client.Sending;

/// <summary>The body of an answer of which the beginning has been read already; who gets the answer reads all of it.</summary>
internal sealed class PeekedContent : StreamContent
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ReadAheadStream _body;

    private PeekedContent(HttpContent content, ReadAheadStream body)
        : base(body)
    {
        _body = body;
        content.CopyFieldsTo(this);
    }

    /// <summary>What was read.</summary>
    public ReadOnlySpan<byte> Head => _body.Head;

    /// <summary>Whether that is all.</summary>
    public bool IsWhole => _body.IsWhole;

    /// <summary>
    /// Reads the beginning of a body: all of it, where it is not longer than the limit, ends within 30 seconds, and does not
    /// break off. A body that was peeked at before stays as it is.
    /// </summary>
    public static async ValueTask<PeekedContent> PeekAsync(
        HttpResponseMessage response,
        int limit,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (response.Content is PeekedContent before)
        {
            return before;
        }

        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var body = await ReadAheadStream
            .ReadAsync(stream, limit, Patience, clock, cancellationToken)
            .ConfigureAwait(false);
        var peeked = new PeekedContent(response.Content, body);
        response.Content = peeked;
        return peeked;
    }
}
