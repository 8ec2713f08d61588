using System.Collections.Concurrent;
using Gatehouse.Decisions.Providers;
using Gatehouse.Lab.Provider;
using Gatehouse.Providers;

namespace Gatehouse.Lab.Judging;

/// <summary>Whom the lab's sites trust: each route names a provider by its tenant.</summary>
internal sealed class LabTrust(LabProviders providers, TimeProvider clock) : IAsyncDisposable
{
    private readonly ConcurrentBag<TrustedProvider> _all = [];

    /// <summary>
    /// A provider to put into a route. The address of the main place must be known by now.
    /// </summary>
    /// <param name="tenant">Its name; one of its own for each exhibit whose provider misbehaves.</param>
    /// <param name="change">Changes how it is asked; null for the usual way.</param>
    public IProvider In(string tenant, Func<JwtProviderOptions, JwtProviderOptions>? change = null)
    {
        var trusted = new TrustedProvider(providers[tenant], clock, change);
        _all.Add(trusted);
        return trusted;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _all)
        {
            await provider.DisposeAsync();
        }
    }
}
