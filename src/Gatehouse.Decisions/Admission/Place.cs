namespace Gatehouse.Decisions.Admission;

/// <summary>A place among the requests in flight, given back once.</summary>
internal sealed class Place(ClientBucket bucket) : IDisposable
{
    private ClientBucket? _bucket = bucket;

    public void Dispose() => Interlocked.Exchange(ref _bucket, value: null)?.Leave();
}
