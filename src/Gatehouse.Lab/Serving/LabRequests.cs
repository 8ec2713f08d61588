using System.Collections.Concurrent;

namespace Gatehouse.Lab.Serving;

/// <summary>What arrived, the newest thousand.</summary>
internal sealed class LabRequests
{
    private const int Most = 1000;

    private readonly ConcurrentQueue<LabRequest> _requests = new();

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<LabRequest> All => [.. _requests];

    /// <summary>Keeps one.</summary>
    public void Add(LabRequest request)
    {
        _requests.Enqueue(request);
        while (_requests.Count > Most)
        {
            _requests.TryDequeue(out _);
        }
    }

    /// <summary>Forgets them all.</summary>
    public void Clear() => _requests.Clear();
}
