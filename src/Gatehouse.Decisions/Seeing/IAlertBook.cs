namespace Gatehouse.Decisions.Seeing;

/// <summary>Where alerts and given warnings are kept.</summary>
public interface IAlertBook
{
    /// <summary>Has an alert written down; never blocks and never throws.</summary>
    void Keep(Alert alert);

    /// <summary>The alerts since an instant, oldest first.</summary>
    /// <exception cref="StoreUnavailableException">They cannot be read.</exception>
    ValueTask<IReadOnlyList<Alert>> AlertsAsync(DateTimeOffset since, CancellationToken cancellationToken);
}
