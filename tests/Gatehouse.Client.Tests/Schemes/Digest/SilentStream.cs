namespace Gatehouse.Client.Tests.Schemes.Digest;

/// <summary>A body that falls silent behind its beginning, until a test has it say the rest, or break off.</summary>
internal sealed class SilentStream(byte[] beginning, bool ends = false) : Stream
{
    private readonly TaskCompletionSource<byte[]> _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly MemoryStream _beginning = new(beginning);
    private volatile bool _isSilent;
    private MemoryStream? _rest = ends ? new MemoryStream() : null;

    /// <summary>Whether somebody waits for more.</summary>
    public bool IsSilent => _isSilent;

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

    /// <summary>Says the rest, and ends.</summary>
    public void Say(byte[] rest) => _more.SetResult(rest);

    /// <summary>Breaks off.</summary>
    public void Break() => _more.SetException(new IOException("broken off"));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = _beginning.Read(buffer.Span);
        if (read > 0)
        {
            return read;
        }

        _isSilent = true;
        _rest ??= new MemoryStream(await _more.Task.WaitAsync(cancellationToken));
        return _rest.Read(buffer.Span);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
