using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;

namespace Gatehouse.Providers.Fetching;

/// <summary>Asks for documents over HTTP, bounded in time and length; every failure comes back as a sentence.</summary>
internal sealed class DocumentReader(HttpMessageInvoker http, TimeSpan timeout, int maxBytes, TimeProvider clock)
    : IDisposable
{
    private static readonly ProductInfoHeaderValue s_product = new("Gatehouse", null);
    private readonly ClockComparison _clockComparison = new();

    public long? ClockAheadSeconds => _clockComparison.AheadSeconds;

    public async Task<DocumentAnswer> ReadAsync(Uri address, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timer = new(timeout, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Get, address);
            request.Headers.UserAgent.Add(s_product);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/jwk-set+json"));
            long sent = clock.GetTimestamp();
            using HttpResponseMessage response = await http.SendAsync(request, limit.Token);
            Measure(response, clock.GetElapsedTime(sent));
            return response.StatusCode == HttpStatusCode.OK
                ? await ReadBodyAsync(address, response.Content, limit.Token)
                : Refused(address, response);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return DocumentAnswer.Unreachable(
                $"{QuotedText.Of(address)} did not answer within {timeout.TotalSeconds:0.###} seconds.",
                retryAfter: null
            );
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException)
        {
            return Broken(address, fault);
        }
    }

    public void Dispose() => http.Dispose();

    private void Measure(HttpResponseMessage response, TimeSpan took)
    {
        if (response.Headers.Date is { } date)
        {
            _clockComparison.Measure(clock.GetUtcNow(), took, date, response.Headers.Age);
        }
    }

    private async Task<DocumentAnswer> ReadBodyAsync(Uri address, HttpContent content, CancellationToken limit)
    {
        if (content.Headers.ContentLength > maxBytes)
        {
            return TooLong(address);
        }
        string[] encodings = [.. content.Headers.ContentEncoding];
        byte[]? sent = await BoundedBody.ReadAsync(await content.ReadAsStreamAsync(limit), maxBytes, limit);
        if (sent is null)
        {
            return TooLong(address);
        }
        switch (encodings)
        {
            case []:
            case [var identity] when identity.Equals("identity", StringComparison.OrdinalIgnoreCase):
                return DocumentAnswer.Of(sent);
            // Not asked for, but some caches compress whatever they are told.
            case [var gzip] when gzip.Equals("gzip", StringComparison.OrdinalIgnoreCase):
                await using (GZipStream plain = new(new MemoryStream(sent), CompressionMode.Decompress))
                {
                    byte[]? document = await BoundedBody.ReadAsync(plain, maxBytes, limit);
                    return document is null ? TooLong(address) : DocumentAnswer.Of(document);
                }
            default:
                return DocumentAnswer.Misconfigured(
                    $"{QuotedText.Of(address)} answered in the encoding {QuotedText.Of(string.Join(", ", encodings))}, "
                        + "which was not asked for."
                );
        }
    }

    private DocumentAnswer TooLong(Uri address) =>
        DocumentAnswer.Misconfigured($"{QuotedText.Of(address)} answered with more than {maxBytes} bytes.");

    private DocumentAnswer Refused(Uri address, HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        return status switch
        {
            >= 300 and < 400 => DocumentAnswer.Missing(
                $"{QuotedText.Of(address)} answered {status}{Target(response)}; redirects are not followed."
            ),
            408 or 425 or 429 or >= 500 => DocumentAnswer.Unreachable(
                $"{QuotedText.Of(address)} answered {status}.",
                RetryAfter(response)
            ),
            >= 400 => DocumentAnswer.Missing($"{QuotedText.Of(address)} answered {status}."),
            _ => DocumentAnswer.Misconfigured($"{QuotedText.Of(address)} answered {status} where 200 is due."),
        };
    }

    private static string Target(HttpResponseMessage response) =>
        response.Headers.Location is { } target ? $" to {QuotedText.Of(target.OriginalString.Split('?')[0])}" : "";

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - (response.Headers.Date ?? clock.GetUtcNow()),
            _ => null,
        };

    /// <summary>What an exception of the network means, as a sentence.</summary>
    public static DocumentAnswer Broken(Uri address, Exception fault)
    {
        for (Exception? cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (cause is AddressRefusedException refused)
            {
                return DocumentAnswer.Misconfigured($"{QuotedText.Of(address)} was not asked: {refused.Message}");
            }
        }
        string reason = fault switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
                $"the name {QuotedText.Of(address.IdnHost)} could not be resolved",
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
                $"{QuotedText.Of(address.Authority)} cannot be connected to",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                $"TLS failed: {QuotedText.Of(fault.InnerException?.Message ?? fault.Message)}",
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } =>
                "the outbound proxy does not let it through",
            InvalidDataException => "its body is not the gzip it says it is",
            _ => "the answer broke off or is no HTTP",
        };
        return DocumentAnswer.Unreachable($"{QuotedText.Of(address)} cannot be read: {reason}.", retryAfter: null);
    }
}
