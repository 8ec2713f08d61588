using Gatehouse.Decisions;
using Gatehouse.Decisions.Keys;
using Gatehouse.Decisions.Seeing;
using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Gateway.Seeing;

/// <summary>Looks once an hour whether something ends soon, and tells log, metrics and webhook of it once.</summary>
internal sealed class EndingWatch : IAsyncDisposable
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly IKeyAdministration _keys;
    private readonly IWarningBook _book;
    private readonly Webhook _webhook;
    private readonly GatewayMetrics _metrics;
    private readonly ServerLog _log;
    private readonly Func<GatehouseConfiguration> _configuration;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private Task _looking = Task.CompletedTask;

    public EndingWatch(
        IKeyAdministration keys,
        IWarningBook book,
        Webhook webhook,
        GatewayMetrics metrics,
        ServerLog log,
        Func<GatehouseConfiguration> configuration,
        TimeProvider time
    )
    {
        _keys = keys;
        _book = book;
        _webhook = webhook;
        _metrics = metrics;
        _log = log;
        _configuration = configuration;
        _time = time;
        _timer = time.CreateTimer(static watch => ((EndingWatch)watch!).Begin(), this, First, Interval);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _looking;
        _oneAtATime.Dispose();
    }

    private void Begin() => _looking = Task.WhenAll(_looking, Task.Run(LookInTurnAsync));

    private async Task LookInTurnAsync()
    {
        await _oneAtATime.WaitAsync();
        try
        {
            await LookAsync();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task LookAsync()
    {
        try
        {
            var now = _time.GetUtcNow();
            var keys = await _keys.ListKeysAsync(canonicalUserName: null, CancellationToken.None);
            foreach (var ending in Endings.OfKeys(keys, now).Concat(Endings.OfFiles(_configuration())))
            {
                if (
                    EndingWarning.Due(ending, given: [], now) is not null
                    && EndingWarning.Due(ending, await _book.GivenAsync(ending, CancellationToken.None), now)
                        is { } warning
                )
                {
                    Tell(warning);
                }
            }
        }
        catch (StoreUnavailableException exception)
        {
            _log.Write("warning", "ending", $"What ends soon is not known: {exception.Message}");
        }
    }

    private void Tell(EndingWarning warning)
    {
        _book.Keep(warning);
        _metrics.Alerted(AlertJson.NameOf(warning.What.Kind));
        _log.Write(
            "warning",
            "ending",
            $"Warning: {warning.Summary}",
            json => json.WriteString("subject", warning.What.Subject)
        );
        _webhook.Enqueue(AlertJson.Of(warning, _configuration().PublicUrl.GetLeftPart(UriPartial.Authority)));
    }
}
