using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Gatehouse.Gateway.Seeing;

/// <summary>
/// Every instrument there is, by its name. Tags are words of the configuration and of the catalogue alone: never a path,
/// a user or an address, so that their number has an end.
/// </summary>
internal sealed class GatewayMetrics : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Gatehouse";

    private const string Route = "route";
    private const string Cause = "cause";

    // Seconds: from a remembered credential, through a hashed password, to a provider that is slow to answer.
    private static readonly double[] DurationBounds =
    [
        0.000_05,
        0.000_1,
        0.000_25,
        0.000_5,
        0.001,
        0.0025,
        0.005,
        0.01,
        0.025,
        0.05,
        0.1,
        0.25,
        0.5,
        1,
        2.5,
        5,
        10,
    ];

    private readonly DecisionCounts _decisions = new(Route, "verdict", Cause, "scheme");
    private readonly DecisionCounts _refusals = new(Route, Cause);
    private readonly DecisionCounts _alerts = new("kind");
    private readonly Histogram<double> _durations;
    private long _sessions;
    private long _reloads;
    private long _badReloads;

    public GatewayMetrics(MetricSources sources)
    {
        Meter = new Meter(MeterName);
        Meter.CreateObservableCounter(
            "gatehouse.decisions",
            _decisions.Read,
            "{decision}",
            "Requests that were decided, by route, verdict, cause and scheme."
        );
        Meter.CreateObservableCounter(
            "gatehouse.refusals",
            _refusals.Read,
            "{refusal}",
            "Refusals, those of pages, token endpoints and upstreams included, by route and cause."
        );
        _durations = Meter.CreateHistogram(
            "gatehouse.decision.duration",
            "s",
            "How long decisions took, forwarding not included.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBounds }
        );
        Meter.CreateObservableCounter(
            "gatehouse.remembered.lookups",
            () =>
                (Measurement<long>[])
                    [
                        new(sources.RememberedHits(), Tag("result", "hit")),
                        new(sources.RememberedMisses(), Tag("result", "miss")),
                    ],
            "{lookup}",
            "Credentials that were remembered from before, and those that had to be verified."
        );
        Meter.CreateObservableCounter(
            "gatehouse.sessions.started",
            () => Interlocked.Read(ref _sessions),
            "{session}",
            "Sign-ins that began a session."
        );
        Meter.CreateObservableCounter(
            "gatehouse.journal.dropped",
            sources.JournalDropped,
            "{entry}",
            "Journal entries that could not be kept; they are counted all the same."
        );
        Meter.CreateObservableCounter(
            "gatehouse.passwords",
            () =>
                (Measurement<long>[])
                    [
                        new(sources.PasswordsHashed(), Tag("result", "hashed")),
                        new(sources.PasswordsRefused(), Tag("result", "refused")),
                    ],
            "{password}",
            "Passwords that were hashed, and those for which the hashing lane had no room."
        );
        Meter.CreateObservableGauge(
            "gatehouse.passwords.waiting",
            sources.PasswordsWaiting,
            "{password}",
            "Passwords that wait to be hashed."
        );
        Meter.CreateObservableCounter(
            "gatehouse.guesses.throttled",
            sources.Throttled,
            "{attempt}",
            "Attempts that were held up because too many before them had failed."
        );
        Meter.CreateObservableGauge(
            "gatehouse.bans",
            sources.Bans,
            "{address}",
            "Addresses that are banned now for trying many users."
        );
        Meter.CreateObservableCounter(
            "gatehouse.configuration.reloads",
            () =>
                (Measurement<long>[])
                    [
                        new(Interlocked.Read(ref _reloads), Tag("result", "used")),
                        new(Interlocked.Read(ref _badReloads), Tag("result", "refused")),
                    ],
            "{reload}",
            "Changed configurations that were taken over, and those that had errors."
        );
        Meter.CreateObservableCounter(
            "gatehouse.alerts",
            _alerts.Read,
            "{alert}",
            "Alerts raised and warnings given, by kind."
        );
        Meter.CreateObservableGauge(
            "gatehouse.provider.up",
            sources.ProvidersUp,
            unit: null,
            "1 where a provider's tokens can be judged, 0 where not."
        );
        Meter.CreateObservableGauge(
            "gatehouse.provider.keys.age",
            sources.ProviderKeysAge,
            "s",
            "How long ago a provider's keys were last had or confirmed."
        );
        Meter.CreateObservableGauge(
            "gatehouse.provider.clock.ahead",
            sources.ProviderClockAhead,
            "s",
            "By how much a provider's clock is ahead of ours; negative where it is behind."
        );
    }

    /// <summary>The meter itself, for those who read it.</summary>
    public Meter Meter { get; }

    /// <summary>A request was decided in so many seconds.</summary>
    public void Decided(string verdict, string cause, string scheme, string route, double seconds)
    {
        _decisions.Count(route, verdict, cause, scheme);
        _durations.Record(seconds, new KeyValuePair<string, object?>("verdict", verdict));
    }

    /// <summary>A request was refused.</summary>
    public void Refused(string cause, string route) => _refusals.Count(route, cause);

    /// <summary>A session began.</summary>
    public void SessionStarted() => Interlocked.Increment(ref _sessions);

    /// <summary>A changed configuration was read.</summary>
    public void Reloaded(bool used) => Interlocked.Increment(ref used ? ref _reloads : ref _badReloads);

    /// <summary>An alert was raised or a warning given.</summary>
    public void Alerted(string kind) => _alerts.Count(kind, "");

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();

    /// <summary>A tag whose value is a word of ours.</summary>
    public static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
