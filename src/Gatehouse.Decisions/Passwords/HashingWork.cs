namespace Gatehouse.Decisions.Passwords;

/// <summary>One piece of hashing, waiting for its turn.</summary>
/// <param name="action">Does it; takes what to call now and then to rest, or null.</param>
/// <param name="cancellationToken">Ends it while it waits.</param>
internal sealed class HashingWork(Action<Action?> action, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The rank that its address had when its turn came; 0 has asked nothing in vain.</summary>
    public int Rank { get; set; }

    /// <summary>True once it is done; false where it had to give way before it was begun.</summary>
    public Task<bool> Done => _done.Task;

    /// <summary>Gives way to somebody else's.</summary>
    public void GiveWay() => _done.TrySetResult(false);

    /// <summary>Ends it undone, since the lane ends.</summary>
    public void Cancel() => _done.TrySetCanceled();

    /// <summary>
    /// Does it; false where nobody waits for it any more. Two threads may: whoever is first ends it.
    /// </summary>
    public bool Run(Action? rest)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            _done.TrySetCanceled(cancellationToken);
        }

        if (_done.Task.IsCompleted)
        {
            return false;
        }

        try
        {
            action(rest);
            return _done.TrySetResult(true);
        }
        catch (Exception exception)
        {
            return _done.TrySetException(exception);
        }
    }
}
