using System.Net;
using System.Net.Sockets;
using System.Text;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Probes;

namespace Gatehouse.Doctor.Sending;

/// <summary>Sends by the base library's client: a new connection each time, no redirect followed, no cookie kept, everything bounded.</summary>
internal sealed class HttpProber : IProber
{
    private readonly DoctorOptions _options;
    private readonly CredentialGuard _guard;
    private readonly CaseFile _file;

    private HttpProber(CaseFile file, DoctorOptions options)
    {
        _options = options;
        _file = file;
        _guard = new CredentialGuard(file);
    }

    public static IProber For(CaseFile file, DoctorOptions options) => new HttpProber(file, options);

    public async Task<Exchange> SendAsync(ProbePlan plan, CancellationToken token)
    {
        var at = _options.Clock.GetUtcNow();
        var blank = new Exchange
        {
            Label = plan.Label,
            Intent = plan.Intent,
            Request = plan.Request,
            At = at,
        };
        if (_guard.Forbids(plan.Request, plan.ProvesPassword) is { } reason)
        {
            return blank with { Failure = new ExchangeFailure(FailureKind.Client, $"Not sent: {reason}.") };
        }

        var tls = new TlsWitness();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(_options.AnswerTimeout);
        try
        {
            using var handler = HandlerFor(plan, tls);
            using var client = new HttpMessageInvoker(handler);
            using var message = MessageFor(plan);
            var began = _options.Clock.GetTimestamp();
            using var response = await client.SendAsync(message, limit.Token);
            var took = _options.Clock.GetElapsedTime(began);
            var (body, cut) = await BodyReader.ReadAsync(response, limit.Token);
            token.ThrowIfCancellationRequested();
            return blank with
            {
                Tls = tls.Facts,
                From = tls.From,
                Answer = new Answer
                {
                    Status = (int)response.StatusCode,
                    Reason = response.ReasonPhrase,
                    Version = response.Version.ToString(),
                    Headers = HeadersOf(response),
                    Body = body,
                    BodyCut = cut,
                    Took = took,
                    Address = tls.Address,
                },
            };
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return blank with
            {
                Tls = tls.Facts,
                From = tls.From,
                Failure = new ExchangeFailure(
                    FailureKind.Timeout,
                    $"No whole answer within {_options.AnswerTimeout.TotalSeconds:0} seconds"
                ),
            };
        }
        catch (Exception exception) when (SendingFaults.Of(exception) is not null)
        {
            var proxy = plan.PastProxy || _file.Proxy is null ? null : ProxyChoice.NameOf(_file.Proxy);
            return blank with
            {
                Tls = tls.Facts,
                From = tls.From,
                Failure = SendingFaults.Of(exception, proxy, tls.Facts),
            };
        }
    }

    private static HttpRequestMessage MessageFor(ProbePlan plan)
    {
        var request = plan.Request;
        var message = new HttpRequestMessage(new HttpMethod(request.Method), Bare(request.Url!))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        }

        foreach (var line in request.Headers)
        {
            if (IsOwn(line.Name))
            {
                continue;
            }

            if (!message.Headers.TryAddWithoutValidation(line.Name, line.Value))
            {
                message.Content?.Headers.TryAddWithoutValidation(line.Name, line.Value);
            }
        }

        if (!request.Headers.Has("User-Agent"))
        {
            message.Headers.TryAddWithoutValidation("User-Agent", "gatehouse-doctor");
        }

        if (!request.Headers.Has("Accept"))
        {
            message.Headers.TryAddWithoutValidation("Accept", "*/*");
        }

        return message;
    }

    // What frames a message is written by the client itself.
    private static bool IsOwn(string name) =>
        name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Connection", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Accept-Encoding", StringComparison.OrdinalIgnoreCase);

    private static Uri Bare(Uri url) =>
        url.UserInfo.Length == 0 ? url : new UriBuilder(url) { UserName = string.Empty, Password = string.Empty }.Uri;

    private SocketsHttpHandler HandlerFor(ProbePlan plan, TlsWitness tls)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = SendingLimits.HeaderKibibytes,
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectTimeout = _options.AnswerTimeout,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            UseProxy = _file.Proxy is not null && !plan.PastProxy,
            ActivityHeadersPropagator = null,
        };
        if (handler.UseProxy)
        {
            handler.Proxy = ProxyChoice.For(_file.Proxy!);
        }

        handler.SslOptions.RemoteCertificateValidationCallback = tls.See;
        handler.SslOptions.LocalCertificateSelectionCallback = tls.Asked;
        handler.SslOptions.CertificateChainPolicy = _options.ChainPolicy();
        handler.ConnectCallback = async (context, token) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                if (!handler.UseProxy && AddressFor(plan, context.DnsEndPoint.Host) is { } address)
                {
                    await socket.ConnectAsync(address, context.DnsEndPoint.Port, token);
                }
                else if (_options.Names is { } names && !IPAddress.TryParse(context.DnsEndPoint.Host, out _))
                {
                    var known = await names.AddressesAsync(context.DnsEndPoint.Host, token);
                    await socket.ConnectAsync([.. known], context.DnsEndPoint.Port, token);
                }
                else
                {
                    await socket.ConnectAsync(context.DnsEndPoint, token);
                }

                tls.Address = AddressOf(socket.RemoteEndPoint);
                tls.From = AddressOf(socket.LocalEndPoint);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        };
        return handler;
    }

    // Another host, where a redirect leads or tokens come from, is not behind that address.
    private IPAddress? AddressFor(ProbePlan plan, string host) =>
        _file.Target is { } target && host.Equals(target.IdnHost, StringComparison.OrdinalIgnoreCase)
            ? plan.Address ?? _file.ConnectTo
            : null;

    private static HeaderLines HeadersOf(HttpResponseMessage response) =>
        new(
            response
                .Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
                .SelectMany(field => field.Value.Select(value => new HeaderLine(field.Key, Cut(value))))
                .Take(SendingLimits.Fields)
        );

    // A socket for both families writes an IPv4 address as an IPv6 one.
    private static string? AddressOf(EndPoint? end) =>
        (end as IPEndPoint)?.Address is not { } address ? null
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
        : address.ToString();

    private static string Cut(string value) =>
        value.Length <= SendingLimits.FieldLength ? value : value[..SendingLimits.FieldLength];
}
