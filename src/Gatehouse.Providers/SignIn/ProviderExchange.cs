using System.Net;
using System.Net.Http.Headers;
using Gatehouse.Providers.Fetching;

namespace Gatehouse.Providers.SignIn;

/// <summary>One request to a provider and its answer, bounded in time and length; every failure is a sentence.</summary>
internal sealed class ProviderExchange(HttpMessageInvoker http, TimeSpan timeout, TimeProvider time)
{
    private const int LongestAnswer = 256 * 1024;

    private static readonly ProductInfoHeaderValue s_product = new("Gatehouse", productVersion: null);

    private readonly ClockComparison _clock = new();

    public long? ClockAheadSeconds => _clock.AheadSeconds;

    public async Task<ExchangeAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri address = request.RequestUri!;
        using CancellationTokenSource timer = new(timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            request.Headers.UserAgent.Add(s_product);
            long sent = time.GetTimestamp();
            using HttpResponseMessage response = await http.SendAsync(request, limit.Token);
            if (response.Headers.Date is { } date)
            {
                _clock.Measure(time.GetUtcNow(), time.GetElapsedTime(sent), date, response.Headers.Age);
            }

            byte[]? body = await BoundedBody.ReadAsync(
                await response.Content.ReadAsStreamAsync(limit.Token),
                LongestAnswer,
                limit.Token
            );
            return body is null
                ? ExchangeAnswer.Broken(
                    DocumentAnswer.Misconfigured(
                        $"{QuotedText.Of(address)} answered with more than {LongestAnswer} bytes."
                    )
                )
                : new ExchangeAnswer(
                    (int)response.StatusCode,
                    body,
                    response.Headers.Location,
                    response.Headers.RetryAfter?.Delta,
                    Failure: null
                );
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ExchangeAnswer.Broken(
                DocumentAnswer.Unreachable(
                    $"{QuotedText.Of(address)} did not answer within {timeout.TotalSeconds:0.###} seconds.",
                    retryAfter: null
                )
            );
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return ExchangeAnswer.Broken(DocumentReader.Broken(address, fault));
        }
    }

    internal sealed record ExchangeAnswer(
        int Status,
        ReadOnlyMemory<byte> Body,
        Uri? Location,
        TimeSpan? RetryAfter,
        DocumentAnswer? Failure
    )
    {
        /// <summary>Whether the other side is away rather than of another opinion.</summary>
        public bool IsAway => Status is 408 or 425 or 429 or >= 500;

        public bool IsGood => Failure is null && Status == (int)HttpStatusCode.OK;

        public static ExchangeAnswer Broken(DocumentAnswer failure) =>
            new(Status: 0, ReadOnlyMemory<byte>.Empty, Location: null, RetryAfter: null, failure);
    }
}
