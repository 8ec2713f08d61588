using System.Diagnostics.Metrics;
using Gatehouse.Decisions.Providers;
using Gatehouse.Gateway.Serving;
using Gatehouse.Providers;

namespace Gatehouse.Gateway.Seeing;

/// <summary>What is measured of providers.</summary>
internal sealed class ProviderMeasurements(Func<ProviderSet> providers, TimeProvider time)
{
    public IEnumerable<Measurement<long>> Up() =>
        providers()
            .Health()
            .Select(provider => new Measurement<long>(
                provider.Health.State == ProviderState.Known ? 1 : 0,
                Named(provider.Name)
            ));

    public IEnumerable<Measurement<double>> KeysAge() =>
        Where(health => health.LastSuccess is { } at ? Math.Max(0, (time.GetUtcNow() - at).TotalSeconds) : null);

    public IEnumerable<Measurement<double>> ClockAhead() => Where(health => health.ClockAheadSeconds);

    /// <summary>By how many seconds the clock of one provider is ahead of ours, or null.</summary>
    public long? ClockAheadOf(string name) =>
        providers().Health().FirstOrDefault(provider => provider.Name == name).Health?.ClockAheadSeconds;

    private IEnumerable<Measurement<double>> Where(Func<ProviderHealth, double?> measure)
    {
        foreach (var (name, health) in providers().Health())
        {
            if (measure(health) is { } value)
            {
                yield return new Measurement<double>(value, Named(name));
            }
        }
    }

    private static KeyValuePair<string, object?> Named(string provider) => GatewayMetrics.Tag("provider", provider);
}
