using Polly;
using Polly.Timeout;

namespace Gatehouse.Client.Providers;

/// <summary>Talks to providers: bounded in time and size, follows nothing, and gives failures as values.</summary>
internal sealed class Backchannel
{
    private const int MaxBody = 256 * 1024;
    private const int FirstBuffer = 8 * 1024;

    // A clock that was never set is some decades behind; times beyond that could not be added to.
    private static readonly TimeSpan _mostAhead = TimeSpan.FromDays(36500);

    private readonly string _client;
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline _limit;

    /// <summary>Makes one.</summary>
    /// <param name="client">The name of the client, for metrics.</param>
    /// <param name="http">What sends; must not follow redirects.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="limit">How long one exchange may take, its body included.</param>
    public Backchannel(string client, HttpClient http, TimeProvider clock, TimeSpan limit)
    {
        _client = client;
        _http = http;
        _clock = clock;
        _limit = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddTimeout(limit)
            .Build();
    }

    /// <summary>The clock.</summary>
    public TimeProvider Clock => _clock;

    /// <summary>Sends a request and reads its answer.</summary>
    /// <param name="request">Makes the request.</param>
    /// <param name="see">Sees the answer and says whether it taught a nonce; null where nobody looks.</param>
    /// <param name="cancellationToken">Ends the exchange.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async ValueTask<(ProviderAnswer? Answer, GrantFault? Fault)> SendAsync(
        Func<HttpRequestMessage> request,
        Func<HttpResponseMessage, bool>? see,
        CancellationToken cancellationToken
    )
    {
        var start = _clock.GetTimestamp();
        using var message = request();
        var (answer, fault) = await TryAsync(message, see, cancellationToken).ConfigureAwait(false);
        ClientTelemetry.ProviderAnswered(
            _client,
            answer is null ? "lost"
                : (int)answer.Status < 400 ? "answered"
                : ProviderStatus.IsUnavailable(answer.Status) ? "unavailable"
                : "refused",
            _clock.GetElapsedTime(start)
        );
        return (answer, fault);
    }

    private async ValueTask<(ProviderAnswer?, GrantFault?)> TryAsync(
        HttpRequestMessage message,
        Func<HttpResponseMessage, bool>? see,
        CancellationToken cancellationToken
    )
    {
        var address = message.RequestUri!;
        try
        {
            return await _limit
                .ExecuteAsync(
                    static (state, token) => state.Self.ExchangeAsync(state.Message, state.See, token),
                    (Self: this, Message: message, See: see),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (TimeoutRejectedException late)
        {
            return (
                null,
                GrantFault.Unavailable(address, "it did not answer in time") with
                {
                    MayHaveWorked = true,
                    Inner = late,
                }
            );
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or OperationCanceledException)
        {
            return (null, Lost(address, lost));
        }
    }

    private static GrantFault Lost(Uri address, Exception lost)
    {
        var error = (lost as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
        var detail = error switch
        {
            HttpRequestError.NameResolutionError => "its name is not known here",
            HttpRequestError.ConnectionError => "it cannot be reached",
            HttpRequestError.SecureConnectionError => "no secure connection to it can be made",
            HttpRequestError.ProxyTunnelError => "the proxy does not let through to it",
            _ => "the connection was lost before its answer came",
        };
        return GrantFault.Unavailable(address, detail) with
        {
            Inner = lost,
            MayHaveWorked =
                error
                    is not (
                        HttpRequestError.NameResolutionError
                        or HttpRequestError.ConnectionError
                        or HttpRequestError.SecureConnectionError
                        or HttpRequestError.ProxyTunnelError
                    ),
        };
    }

    private async ValueTask<(ProviderAnswer?, GrantFault?)> ExchangeAsync(
        HttpRequestMessage message,
        Func<HttpResponseMessage, bool>? see,
        CancellationToken cancellationToken
    )
    {
        var address = message.RequestUri!;
        var askedAt = _clock.GetUtcNow();
        var start = _clock.GetTimestamp();
        using var response = await _http
            .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
        // Not every handler that a program brings does this.
        response.RequestMessage ??= message;
        var ahead = ClockAhead(response, askedAt + (_clock.GetElapsedTime(start) / 2));
        var body = await ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
        return body is null
            ? (
                null,
                GrantFault.Unavailable(address, "its answer is far longer than any token") with
                {
                    Status = response.StatusCode,
                    MayHaveWorked = response.IsSuccessStatusCode,
                }
            )
            : (
                new ProviderAnswer
                {
                    Address = address,
                    Status = response.StatusCode,
                    Body = body,
                    MediaType = response.Content.Headers.ContentType?.MediaType,
                    Location = response.Headers.Location,
                    RetryAfter = RetryAfter(response, askedAt + (ahead ?? TimeSpan.Zero)),
                    ClockAhead = ahead,
                    AskedAt = askedAt,
                    LearntNonce = see?.Invoke(response) == true,
                },
                null
            );
    }

    // A Date has whole seconds, the rest cut off: within one second the clocks agree.
    private static TimeSpan? ClockAhead(HttpResponseMessage response, DateTimeOffset middle)
    {
        if (response.Headers.Date is not { } date)
        {
            return null;
        }

        var ahead = date - middle + (response.Headers.Age ?? TimeSpan.Zero) + TimeSpan.FromSeconds(0.5);
        return ahead.Duration() <= TimeSpan.FromSeconds(1) ? TimeSpan.Zero
            : ahead > _mostAhead ? _mostAhead
            : ahead < -_mostAhead ? -_mostAhead
            : ahead;
    }

    // A date in Retry-After is one of the provider's clock (RFC 9110 section 10.2.3).
    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset providerNow) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when date > providerNow => date - providerNow,
            { Date: not null } => TimeSpan.Zero,
            _ => null,
        };

    private static async ValueTask<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > MaxBody)
        {
            return null;
        }

        var body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var buffer = new byte[FirstBuffer];
            var length = 0;
            int read;
            while ((read = await body.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0)
            {
                length += read;
                if (length > MaxBody)
                {
                    return null;
                }

                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }
            }

            return buffer[..length];
        }
    }
}
