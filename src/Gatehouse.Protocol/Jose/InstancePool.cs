namespace Gatehouse.Protocol.Jose;

/// <summary>
/// Lends instances that one thread may use at a time, without locks. Once disposed it keeps none, but still lends:
/// whoever holds a key that has just been rotated away gets the right answer, not an exception.
/// </summary>
internal sealed class InstancePool<T> : IDisposable
    where T : class, IDisposable
{
    private readonly Func<T> _create;
    private readonly T?[] _idle = new T?[Environment.ProcessorCount];
    private volatile bool _disposed;

    public InstancePool(Func<T> create) => _create = create;

    public T Rent()
    {
        for (var index = 0; index < _idle.Length; index++)
        {
            if (Interlocked.Exchange(ref _idle[index], null) is { } instance)
            {
                return instance;
            }
        }

        return _create();
    }

    public void Return(T instance)
    {
        for (var index = 0; index < _idle.Length && !_disposed; index++)
        {
            if (Interlocked.CompareExchange(ref _idle[index], instance, null) is null)
            {
                return;
            }
        }

        instance.Dispose();
    }

    public void Dispose()
    {
        _disposed = true;
        for (var index = 0; index < _idle.Length; index++)
        {
            Interlocked.Exchange(ref _idle[index], null)?.Dispose();
        }
    }
}
