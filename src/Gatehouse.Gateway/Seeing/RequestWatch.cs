using Gatehouse.Decisions;
using Gatehouse.Decisions.Seeing;

namespace Gatehouse.Gateway.Seeing;

/// <summary>Sees every decision and every refusal, and tells those who count, compare and write them down.</summary>
internal sealed class RequestWatch(
    GatewayMetrics metrics,
    SpikeDetector spikes,
    RefusedClients refusedClients,
    ICureBook cures,
    RefusalLog log,
    TimeProvider time
) : IRefusalWatch
{
    private const string None = "none";

    /// <summary>The moment from which <see cref="Decided"/> counts.</summary>
    public long Start() => time.GetTimestamp();

    /// <summary>A request was decided. Allocates nothing, but for a cure and for what is traced.</summary>
    public void Decided(Decision decision, Verdict verdict, long started)
    {
        var (word, cause) = verdict switch
        {
            Denied denied => ("denied", denied.Cause.Id),
            Undecided undecided => ("undecided", undecided.Cause.Id),
            _ => ("granted", None),
        };
        metrics.Decided(
            word,
            cause,
            decision.Presented?.Scheme.Name ?? None,
            decision.Route?.Name ?? None,
            time.GetElapsedTime(started).TotalSeconds
        );
        if (verdict is Granted && refusedClients.Find(decision) is { } cure)
        {
            cures.Keep(cure);
        }

        Tracing.Decided(decision, word, cause);
    }

    /// <inheritdoc/>
    public void Refused(Decision decision, Refused refused, string reference, int status, bool kept)
    {
        metrics.Refused(refused.Cause.Id, decision.Route?.Name ?? None);
        spikes.Note(SeenRefusal.Of(decision, refused));
        Tracing.Refused(refused.Cause, reference);
        if (kept)
        {
            refusedClients.Note(decision, refused, reference);
            log.Write(decision, refused, reference, status);
        }
    }
}
