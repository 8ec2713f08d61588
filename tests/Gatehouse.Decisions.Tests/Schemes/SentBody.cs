using Gatehouse.Decisions.Facts;

namespace Gatehouse.Decisions.Tests.Schemes;

/// <summary>A body that is all there.</summary>
internal sealed class SentBody(byte[] octets) : RequestBody
{
    public override string? ContentType => "application/octet-stream";

    public override ValueTask<ReadOnlyMemory<byte>> PeekAsync(int limit, CancellationToken cancellationToken) =>
        new(octets.AsMemory(0, Math.Min(limit, octets.Length)));
}
