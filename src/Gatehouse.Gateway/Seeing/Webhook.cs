using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Threading.Channels;
using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Gateway.Seeing;

/// <summary>
/// Posts alerts and warnings, one after the other, behind everything else: a receiver that is gone or slow holds up
/// nothing. What it does not take is tried again for a quarter of an hour; what does not fit the queue is dropped.
/// </summary>
internal sealed class Webhook : IAsyncDisposable
{
    private const int Most = 64;
    private const int MostRedirects = 399;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(10),
    ];

    private readonly Channel<byte[]> _waiting = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(Most) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait }
    );
    private readonly CancellationTokenSource _ended = new();
    private readonly Func<GatehouseConfiguration> _configuration;
    private readonly TimeProvider _time;
    private readonly ServerLog _log;
    private readonly Func<HttpMessageHandler>? _handler;
    private readonly Task _sending;

    /// <summary>Posts what is queued, until it is disposed.</summary>
    /// <param name="configuration">The configuration of the moment, with the receiver.</param>
    /// <param name="time">The clock of the pauses and of the signatures.</param>
    /// <param name="log">Is told what could not be posted.</param>
    /// <param name="handler">Makes what sends in place of the network, for each attempt. Default: none.</param>
    public Webhook(
        Func<GatehouseConfiguration> configuration,
        TimeProvider time,
        ServerLog log,
        Func<HttpMessageHandler>? handler = null
    )
    {
        _configuration = configuration;
        _time = time;
        _log = log;
        _handler = handler;
        _sending = Task.Run(SendAllAsync);
    }

    /// <summary>Queues a body to be posted.</summary>
    public void Enqueue(byte[] body)
    {
        if (_configuration().Alerts.Webhook is not null && !_waiting.Writer.TryWrite(body))
        {
            _log.Write("warning", "webhook", "An alert was not posted: more are waiting than can be sent.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _ended.CancelAsync();
        await _sending;
        _ended.Dispose();
    }

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (var body in _waiting.Reader.ReadAllAsync(_ended.Token))
            {
                await SendAsync(body);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task SendAsync(byte[] body)
    {
        for (var attempt = 0; ; attempt++)
        {
            var problem = await TryAsync(body);
            if (problem is null)
            {
                return;
            }

            _ended.Token.ThrowIfCancellationRequested();
            if (attempt == Pauses.Length)
            {
                _log.Write("warning", "webhook", $"An alert could not be posted, and is given up: {problem}");
                return;
            }

            _log.Write("warning", "webhook", $"An alert could not be posted, and is tried again: {problem}");
            await Task.Delay(Pauses[attempt], _time, _ended.Token);
        }
    }

    // The address is the operator's own, and no redirect leads to another.
    private async Task<string?> TryAsync(byte[] body)
    {
        var configuration = _configuration();
        if (configuration.Alerts.Webhook is not { } webhook)
        {
            return null;
        }

        if (webhook.Secret.IsMissing)
        {
            return "its secret is missing";
        }

        using var http = new HttpMessageInvoker(_handler?.Invoke() ?? Handler(configuration));
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url)
        {
            Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        request.Headers.TryAddWithoutValidation(
            WebhookSignature.Field,
            WebhookSignature.Of(body, webhook.Secret.Reveal(), _time.GetUtcNow())
        );
        request.Headers.TryAddWithoutValidation("User-Agent", "Gatehouse");

        // Real time, whatever the clock of the pauses: a receiver that hangs does so in real time.
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _ended.Token);
        try
        {
            using var answer = await http.SendAsync(request, limit.Token);
            return answer.IsSuccessStatusCode
                ? null
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{webhook.Url.Authority} answered {(int)answer.StatusCode}{((int)answer.StatusCode is >= 300 and <= MostRedirects ? ", and redirects are not followed" : "")}"
                );
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return $"{webhook.Url.Authority} did not answer within {Patience.TotalSeconds} seconds";
        }
        catch (Exception exception)
        {
            // Whatever it is, and though the server stops: it ends this attempt, and neither the sending nor the stopping.
            return $"{webhook.Url.Authority}: {exception.Message}";
        }
    }

    private static SocketsHttpHandler Handler(GatehouseConfiguration configuration) =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = configuration.OutboundProxy is not null,
            Proxy = configuration.OutboundProxy is { } proxy ? new WebProxy(proxy, BypassOnLocal: true) : null,
            ConnectTimeout = Patience,
            ActivityHeadersPropagator = null,
        };
}
