using Gatehouse.Decisions.Journal;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Seeing;

/// <summary>
/// Finds out when far more is refused than before, and why: one alert for an episode, however long it lasts and however
/// often it comes back before a quarter of an hour was quiet. Memory is bounded whatever comes.
/// </summary>
public sealed class SpikeDetector(SiteNews news, Func<string, long?> clockAhead, TimeProvider time)
{
    // More steps than this were slept through: what was counted before says nothing of now.
    private const int MostSteps = 360;

    private readonly Lock _gate = new();
    private readonly SpikeTrack _refusals = new(AlertKind.Refusals);
    private readonly SpikeTrack _signIns = new(AlertKind.SignIns);
    private long _closed = time.GetTimestamp();

    /// <summary>How often <see cref="Close"/> is to be called.</summary>
    public static TimeSpan Step => RefusalRate.Step;

    /// <summary>Begins with what the journal knows of the last <paramref name="span"/>, and with the alerts of late.</summary>
    public void Learn(IEnumerable<CauseCount> counts, TimeSpan span, IEnumerable<Alert> alerts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(alerts);
        var now = time.GetUtcNow();
        var steps = (int)(span / Step);
        lock (_gate)
        {
            foreach (var count in counts)
            {
                // Of what stopped a while ago nothing is known now: the gateway may have stood still since.
                if (Causes.Find(count.Cause) is { } cause && now - count.Last < span / 4)
                {
                    _refusals.Learn(steps);
                    _signIns.Learn(steps);
                    TrackOf(cause).Learn(cause, count.Count, steps);
                }
            }

            foreach (var alert in alerts)
            {
                (alert.Kind == AlertKind.SignIns ? _signIns : _refusals).Resume(alert.At);
            }
        }
    }

    /// <summary>Counts a refusal. Takes a lock for some tens of nanoseconds; is not called for what is let through.</summary>
    public void Note(in SeenRefusal refusal)
    {
        lock (_gate)
        {
            (refusal.IsSignIn ? _signIns : _refusals).Count(refusal);
        }
    }

    /// <summary>Ends the steps that are over; the alerts that are due.</summary>
    public IReadOnlyList<Alert> Close()
    {
        List<Alert> alerts = [];
        lock (_gate)
        {
            var steps = (int)Math.Min(MostSteps, time.GetElapsedTime(_closed) / Step);
            if (steps == 0)
            {
                return alerts;
            }

            _closed = time.GetTimestamp();
            var now = time.GetUtcNow();
            for (var step = 0; step < steps; step++)
            {
                foreach (var track in (SpikeTrack[])[_signIns, _refusals])
                {
                    if (track.Close(now, news, clockAhead) is { } alert)
                    {
                        alerts.Add(alert);
                    }
                }
            }
        }

        return alerts;
    }

    private SpikeTrack TrackOf(Cause cause) => SeenRefusal.CountsAsSignIn(cause) ? _signIns : _refusals;
}
