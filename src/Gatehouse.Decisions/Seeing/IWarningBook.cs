namespace Gatehouse.Decisions.Seeing;

/// <summary>Which warnings were given, so that each is given once, also when the gateway is started anew.</summary>
public interface IWarningBook
{
    /// <summary>Has a given warning written down; never blocks and never throws.</summary>
    void Keep(EndingWarning warning);

    /// <summary>At how many days warnings of this ending were given.</summary>
    /// <exception cref="StoreUnavailableException">They cannot be read.</exception>
    ValueTask<IReadOnlyCollection<int>> GivenAsync(Ending ending, CancellationToken cancellationToken);
}
