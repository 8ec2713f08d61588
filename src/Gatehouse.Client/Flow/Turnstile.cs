using System.Threading.Channels;

namespace Gatehouse.Client.Flow;

/// <summary>
/// Lets one at a time through, in the order in which they came. There is nothing to dispose of, so that nobody who waits
/// is forgotten when a program ends.
/// </summary>
internal sealed class Turnstile
{
    private readonly Channel<bool> _inside = Channel.CreateBounded<bool>(1);

    /// <summary>Waits for its turn.</summary>
    /// <exception cref="OperationCanceledException">It gave up.</exception>
    public ValueTask EnterAsync(CancellationToken cancellationToken) =>
        _inside.Writer.WriteAsync(true, cancellationToken);

    /// <summary>Lets the next one in.</summary>
    public void Leave() => _inside.Reader.TryRead(out _);
}
