namespace Gatehouse.Client.Tokens.Sharing;

/// <summary>
/// A place where processes share one token. Whatever goes wrong there costs at most a renewal: nothing here throws for it.
/// </summary>
internal abstract class SharedTokens
{
    /// <summary>What is shared; null where there is nothing, or nothing that can be read.</summary>
    public abstract ValueTask<SharedToken?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Shares a token in place of the one before.</summary>
    public abstract ValueTask WriteAsync(SharedToken token, CancellationToken cancellationToken);

    /// <summary>
    /// Waits until no other process renews, and keeps others from it until disposed; null where that cannot be had here.
    /// </summary>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public abstract ValueTask<IAsyncDisposable?> LeaseAsync(CancellationToken cancellationToken);
}
