using System.Net;
using System.Text.Json;
using Gatehouse.Cli.Input;
using Gatehouse.Decisions.Facts;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Trials;
using Gatehouse.Protocol.Causes;
using CatalogueOfCauses = Gatehouse.Protocol.Causes.Causes;

namespace Gatehouse.Cli.ForwardAuth;

/// <summary>Sends requests without credentials through a proxy that asks the gateway, and tells which one it let through.</summary>
internal sealed class ForwardAuthProof : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = Patience,
        }
    )
    {
        Timeout = Patience,
    };

    private readonly Uri _page;
    private readonly GatehouseConfiguration _configuration;

    public ForwardAuthProof(Uri page, GatehouseConfiguration configuration)
    {
        _page = page;
        _configuration = configuration;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Runs every probe; the result is for printing.</summary>
    /// <exception cref="CommandException">The page is open to everybody, or the proxy cannot be reached.</exception>
    public async Task<ForwardAuthReport> RunAsync(CancellationToken cancellationToken)
    {
        await using var trial = await Trial.OpenAsync(
            _configuration,
            TimeProvider.System,
            static line => Terminal.Error.WriteLine(line),
            cancellationToken
        );
        var target = _page.PathAndQuery;
        var expected = await trial.TryAsync(Imagined("GET", target), cancellationToken);
        if (expected.Refusal is not { } refusal)
        {
            throw new CommandException(
                $"{_page} is open to everybody by the configuration: name a page that asks for credentials.",
                ExitCode.Usage
            );
        }

        var stopped = !await AnswersAsync(cancellationToken);
        var plain = await SendAsync(ForwardAuthProbes.Plain(target), cancellationToken);
        var outcomes = new List<ForwardAuthOutcome> { plain };
        var lure = await LureAsync(trial, cancellationToken);
        if (stopped)
        {
            outcomes.Add(
                await SendAsync(
                    new ForwardAuthProbe("a page that is open to everybody", "GET", lure, []),
                    cancellationToken
                )
            );
        }

        foreach (
            var probe in ForwardAuthProbes.All(target, lure, _page.GetLeftPart(UriPartial.Authority), _configuration)
        )
        {
            // What the configuration itself opens is no hole of the proxy's.
            if (
                probe.Target != target
                && (await trial.TryAsync(Imagined(probe.Method, probe.Target), cancellationToken)).Granted
            )
            {
                continue;
            }

            outcomes.Add(await SendAsync(probe, cancellationToken));
        }

        return new ForwardAuthReport(outcomes, stopped, stopped ? null : ProblemOf(plain, refusal.Cause));
    }

    // What the answer to a plain request tells of the way in which the proxy asks.
    private static string? ProblemOf(ForwardAuthOutcome plain, Cause expected)
    {
        if (plain.Cause is not { } told || CatalogueOfCauses.Find(told) is not { } cause || cause == expected)
        {
            return null;
        }

        cause = cause == CatalogueOfCauses.Route.Unknown ? CatalogueOfCauses.Forward.PeerUntrusted : cause;
        var text = CauseTexts.For(cause, CauseTexts.DefaultLanguage);
        return $"The configuration refuses this page with {expected.Id}, the answer is {told}: {text.Operator} "
            + string.Join(' ', text.Fixes(Party.Operator));
    }

    // A page that anybody may see is what an attacker would like to be judged for.
    private async Task<string> LureAsync(Trial trial, CancellationToken cancellationToken)
    {
        foreach (var route in _configuration.Routes.Where(route => route.Allow == AllowRule.Everyone))
        {
            var path = route.Path.Replace("**", "x", StringComparison.Ordinal).Replace('*', 'x');
            if ((await trial.TryAsync(Imagined("GET", path), cancellationToken)).Granted)
            {
                return path;
            }
        }

        return _configuration.Prefix + "health/live";
    }

    private TrialRequest Imagined(string method, string target) =>
        new(
            method,
            target,
            _page.Authority,
            [new HeaderLine("Accept", "application/json")],
            IPAddress.Loopback,
            AsUser: null
        );

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        foreach (var address in _configuration.Listen)
        {
            var host = address.Host is "0.0.0.0" or "[::]" or "*" or "+" ? "127.0.0.1" : address.Host;
            try
            {
                using var socket = new System.Net.Sockets.TcpClient();
                await socket.ConnectAsync(host.Trim('[', ']'), address.Port, cancellationToken);
                return true;
            }
            catch (System.Net.Sockets.SocketException)
            {
                // Another address may answer.
            }
        }

        return false;
    }

    private async Task<ForwardAuthOutcome> SendAsync(ForwardAuthProbe probe, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(probe.Method),
            new Uri(_page.GetLeftPart(UriPartial.Authority) + probe.Target, in Verbatim)
        );
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        foreach (var (name, value) in probe.Fields)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content = new ByteArrayContent([]);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        try
        {
            using var response = await _http.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            );
            var reference = response.Headers.TryGetValues("Gatehouse-Reference", out var lines) ? lines.First() : null;
            return new ForwardAuthOutcome(
                probe,
                (int)response.StatusCode,
                reference,
                reference is null ? null : await CauseAsync(response, cancellationToken)
            );
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            throw new CommandException(
                $"{probe.Method} {_page.GetLeftPart(UriPartial.Authority)}{probe.Target} got no answer: {exception.Message}"
            );
        }
    }

    private static async Task<string?> CauseAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var problem = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return
                problem.RootElement.ValueKind == JsonValueKind.Object
                && problem.RootElement.TryGetProperty("cause", out var cause)
                ? cause.ToString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
