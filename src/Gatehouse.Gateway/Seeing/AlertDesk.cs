using Gatehouse.Decisions;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Seeing;

namespace Gatehouse.Gateway.Seeing;

/// <summary>Looks every ten seconds whether there is something to be told, and tells log, metrics, webhook and store.</summary>
internal sealed class AlertDesk : IAsyncDisposable
{
    private static readonly TimeSpan Past = TimeSpan.FromHours(1);
    private static readonly TimeSpan Episode = TimeSpan.FromMinutes(15);

    private readonly SpikeDetector _detector;
    private readonly RefusedClients _refusedClients;
    private readonly IAlertBook _book;
    private readonly Webhook _webhook;
    private readonly GatewayMetrics _metrics;
    private readonly ServerLog _log;
    private readonly Func<Uri> _site;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    public AlertDesk(
        SpikeDetector detector,
        RefusedClients refusedClients,
        IAlertBook book,
        Webhook webhook,
        GatewayMetrics metrics,
        ServerLog log,
        Func<Uri> site,
        TimeProvider time
    )
    {
        _detector = detector;
        _refusedClients = refusedClients;
        _book = book;
        _webhook = webhook;
        _metrics = metrics;
        _log = log;
        _site = site;
        _time = time;
        _timer = time.CreateTimer(
            static desk => ((AlertDesk)desk!).Look(),
            this,
            SpikeDetector.Step,
            SpikeDetector.Step
        );
    }

    /// <summary>Learns from the journal what is usual, and which episode is under way.</summary>
    public async Task LearnAsync(IJournalReader journal, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        try
        {
            _detector.Learn(
                await journal.CountAsync(now - Past, cancellationToken),
                Past,
                await _book.AlertsAsync(now - Episode, cancellationToken)
            );
        }
        catch (StoreUnavailableException exception)
        {
            _log.Write("warning", "alerts", $"What is usual is not known, and is learnt anew: {exception.Message}");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Look()
    {
        _refusedClients.Sweep();
        foreach (var alert in _detector.Close())
        {
            _metrics.Alerted(AlertJson.NameOf(alert.Kind));
            _book.Keep(alert);
            _log.Write(
                "warning",
                "alert",
                $"Alert: {alert.Summary}",
                json =>
                {
                    json.WriteString("id", alert.Id);
                    json.WriteString("rule", alert.Rule);
                }
            );
            _webhook.Enqueue(AlertJson.Of(alert, _site().GetLeftPart(UriPartial.Authority)));
        }
    }
}
