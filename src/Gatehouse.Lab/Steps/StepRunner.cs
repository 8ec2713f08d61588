using System.Net;
using System.Text;
using Gatehouse.Lab.Certificates;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Wire;

namespace Gatehouse.Lab.Steps;

/// <summary>Sends steps one after the other, as one client that remembers what it captured and its cookies.</summary>
internal sealed class StepRunner(LabAddresses addresses, LabAuthority authority, TimeProvider clock)
{
    private const int MostRedirects = 5;

    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly CookieContainer _cookies = new();
    private readonly WireClient _wire = new(clock);

    /// <summary>What is done in place of waiting; waits by the clock where it is null.</summary>
    public Action<TimeSpan>? Pass { get; init; }

    /// <summary>Fields that every request carries besides its own.</summary>
    public IReadOnlyList<LabField> Extra { get; init; } = [];

    /// <summary>The exchanges so far, in order: redirects that were followed have one each.</summary>
    public List<StepExchange> Exchanges { get; } = [];

    /// <summary>Sends a step; the answer it got in the end.</summary>
    public async Task<StepExchange> SendAsync(LabStep step, CancellationToken cancellationToken)
    {
        if (step.Wait > TimeSpan.Zero)
        {
            if (Pass is { } pass)
            {
                pass(step.Wait);
            }
            else
            {
                await Task.Delay(step.Wait, clock, cancellationToken);
            }
        }

        var request = RequestOf(step);
        var exchange = await SendAsync(step, request, cancellationToken);
        for (var i = 0; step.Follows && i < MostRedirects && Redirected(exchange) is { } next; i++)
        {
            exchange = await SendAsync(step, next, cancellationToken);
        }

        Capture(step, exchange.Answer);
        return exchange;
    }

    /// <summary>The request that a step would send now, its cookies with it: for somebody else to send.</summary>
    public WireRequest Prepare(LabStep step)
    {
        var request = RequestOf(step);
        return step.Cookies ? WithCookies(request) : request;
    }

    /// <summary>A text with variables and addresses in place of their names.</summary>
    public string Expand(string text)
    {
        foreach (var (name, value) in _variables)
        {
            text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }

        return addresses.Expand(text);
    }

    private WireRequest RequestOf(LabStep step)
    {
        var place = addresses[step.Place];
        var origin = step.Host is { } host ? new UriBuilder(place) { Host = host }.Uri : place;
        return new WireRequest
        {
            Origin = origin,
            Method = step.Method,
            Target = Expand(step.Target),
            Fields = [.. step.Fields.Select(field => field with { Value = Expand(field.Value) }), .. Extra],
            Body = step.Body is null ? null : Encoding.UTF8.GetBytes(Expand(step.Body)),
            Proxy = step.Proxy is { } proxy ? addresses[proxy] : null,
            ConnectTo =
                step.ConnectTo
                ?? (step.Host is null || step.HasNoAddress ? null : IPAddress.Parse(place.Host.Trim('[', ']'))),
            From = step.From,
            Certificate = step.Certificate is null ? null : authority.Client(step.Certificate),
            Trusted = authority.Root,
        };
    }

    private async Task<StepExchange> SendAsync(LabStep step, WireRequest request, CancellationToken cancellationToken)
    {
        var url = new Uri(request.Origin, request.Target);
        if (step.Cookies)
        {
            request = WithCookies(request);
        }

        var answer = await _wire.SendAsync(request, cancellationToken);
        if (step.Cookies)
        {
            foreach (var line in answer.Lines("Set-Cookie"))
            {
                Keep(url, line);
            }
        }

        var exchange = new StepExchange(step, request, answer);
        Exchanges.Add(exchange);
        return exchange;
    }

    private WireRequest WithCookies(WireRequest request) =>
        _cookies.GetCookieHeader(new Uri(request.Origin, request.Target)) is { Length: > 0 } cookies
            ? request with
            {
                Fields = [.. request.Fields, new LabField("Cookie", cookies)],
            }
            : request;

    // A cookie for another host is not kept; the container says so by throwing.
    private void Keep(Uri url, string line)
    {
        try
        {
            _cookies.SetCookies(url, line);
        }
        catch (CookieException)
        {
            // As a browser, it goes on without.
        }
    }

    // What HTTP clients do: the same origin keeps the credentials, another one does not get them (RFC 9110 section 15.4).
    private static WireRequest? Redirected(StepExchange exchange)
    {
        var request = exchange.Request;
        if (
            exchange.Answer.Status is not (301 or 302 or 303 or 307 or 308)
            || exchange.Answer.Lines("Location").FirstOrDefault() is not { } location
            || !Uri.TryCreate(new Uri(request.Origin, request.Target), location, out var url)
        )
        {
            return null;
        }

        var same = url.Scheme == request.Origin.Scheme && url.Authority == request.Origin.Authority;
        var keepsMethod = exchange.Answer.Status is 307 or 308 || request.Method is "GET" or "HEAD";
        return request with
        {
            Origin = new Uri(url.GetLeftPart(UriPartial.Authority)),
            Target = url.PathAndQuery,
            Method = keepsMethod ? request.Method : "GET",
            Body = keepsMethod ? request.Body : null,
            ConnectTo = same ? request.ConnectTo : null,
            Fields =
            [
                .. request.Fields.Where(field =>
                    !field.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase)
                    && (same || !field.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
                ),
            ],
        };
    }

    private void Capture(LabStep step, WireAnswer answer)
    {
        foreach (var capture in step.Captures)
        {
            var found = capture.Header is { } header
                ? answer.Lines(header).Select(capture.Find).FirstOrDefault(value => value is not null)
                : capture.Find(answer.Text);
            if (found is not null)
            {
                _variables[capture.Variable] = found;
            }
        }
    }
}
