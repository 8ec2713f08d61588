namespace Gatehouse.Decisions.Seeing;

/// <summary>Where cures are kept.</summary>
public interface ICureBook
{
    /// <summary>Has a cure written to the entry it is about, and counted; never blocks and never throws.</summary>
    void Keep(Cure cure);

    /// <summary>What cured how often since an instant, most frequent first; of one cause where given.</summary>
    /// <exception cref="StoreUnavailableException">They cannot be read.</exception>
    ValueTask<IReadOnlyList<CureCount>> CuresAsync(
        DateTimeOffset since,
        string? cause,
        CancellationToken cancellationToken
    );
}
