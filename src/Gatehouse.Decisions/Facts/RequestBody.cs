namespace Gatehouse.Decisions.Facts;

/// <summary>The beginning of a request's body, for keys that stand in it.</summary>
public abstract class RequestBody
{
    /// <summary>The media type as sent, or null.</summary>
    public abstract string? ContentType { get; }

    /// <summary>
    /// The first octets of the body, at most <paramref name="limit"/> of them, without taking them from whoever reads
    /// the body later. Empty where there is none.
    /// </summary>
    public abstract ValueTask<ReadOnlyMemory<byte>> PeekAsync(int limit, CancellationToken cancellationToken);
}
