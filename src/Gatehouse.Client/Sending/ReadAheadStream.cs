namespace Gatehouse.Client.Sending;

/// <summary>A body of which the beginning was read already, and is read again: whoever it is for misses nothing.</summary>
internal sealed class ReadAheadStream : Stream
{
    private const int ChunkLength = 16 * 1024;

    private readonly Stream _rest;
    private readonly MemoryStream _head = new();
    private readonly byte[] _chunk = new byte[ChunkLength];
    private Task<int>? _pending;

    private ReadAheadStream(Stream rest) => _rest = rest;

    /// <summary>What was read ahead.</summary>
    public ReadOnlySpan<byte> Head => _head.GetBuffer().AsSpan(0, (int)_head.Length);

    /// <summary>Whether that is all.</summary>
    public bool IsWhole { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads a body ahead until its end, but neither further than a limit nor longer than a while.</summary>
    /// <param name="rest">The body.</param>
    /// <param name="limit">The most bytes that are held.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="clock">The clock for that.</param>
    /// <param name="cancellationToken">Ends it, and the body with it.</param>
    public static async ValueTask<ReadAheadStream> ReadAsync(
        Stream rest,
        int limit,
        TimeSpan patience,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var body = new ReadAheadStream(rest);
        using var late = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            while (body._head.Length <= limit)
            {
                // One byte more than the limit tells whether there is more. A read that takes too long is not ended: it
                // goes on for whoever reads next.
                var most = (int)Math.Min(ChunkLength, limit - body._head.Length + 1);
                body._pending = rest.ReadAsync(body._chunk.AsMemory(0, most), CancellationToken.None).AsTask();
                var read = await body._pending.WaitAsync(either.Token).ConfigureAwait(false);
                body._pending = null;
                if (read == 0)
                {
                    body.IsWhole = true;
                    break;
                }

                body._head.Write(body._chunk.AsSpan(0, read));
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It took too long.
        }
        catch (IOException)
        {
            // It broke off, which whoever reads on learns from the read that is kept.
        }

        body._head.Position = 0;
        return body;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = _head.Read(buffer, offset, count);
        if (read > 0 || count == 0)
        {
            return read;
        }

        if (_pending is { } pending)
        {
            var length = pending.GetAwaiter().GetResult();
            _pending = null;
            Append(length);
            return _head.Read(buffer, offset, count);
        }

        return _rest.Read(buffer, offset, count);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = _head.Read(buffer.Span);
        if (read > 0 || buffer.IsEmpty)
        {
            return read;
        }

        if (_pending is { } pending)
        {
            var length = await pending.WaitAsync(cancellationToken).ConfigureAwait(false);
            _pending = null;
            Append(length);
            return _head.Read(buffer.Span);
        }

        return await _rest.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rest.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Append(int length)
    {
        var position = _head.Position;
        _head.Position = _head.Length;
        _head.Write(_chunk.AsSpan(0, length));
        _head.Position = position;
    }
}
