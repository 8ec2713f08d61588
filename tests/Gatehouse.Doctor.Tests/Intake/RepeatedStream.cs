namespace Gatehouse.Doctor.Tests.Intake;

/// <summary>The same octets over and over, without holding them.</summary>
internal sealed class RepeatedStream(byte[] part, long length) : Stream
{
    private long _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _at;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var given = (int)Math.Min(count, length - _at);
        for (var at = 0; at < given; at++)
        {
            buffer[offset + at] = part[(_at + at) % part.Length];
        }

        _at += given;
        return given;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
