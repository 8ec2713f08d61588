using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gatehouse.EndToEnd.Harness;

/// <summary>The site behind the gateway: real Kestrel, with files, events, WebSockets and uploads.</summary>
public sealed class UpstreamSite : IAsyncDisposable
{
    private readonly WebApplication _application;

    private UpstreamSite(WebApplication application, Uri address)
    {
        _application = application;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Lets the next event of <c>/events</c> go.</summary>
    public SemaphoreSlim NextEvent { get; } = new(0);

    /// <summary>Starts it on a free port.</summary>
    public static async Task<UpstreamSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.RequestHeaderEncodingSelector = static _ => System.Text.Encoding.UTF8;
        });
        var application = builder.Build();
        application.UseWebSockets();
        UpstreamSite? site = null;
        application.Run(context => site!.AnswerAsync(context));
        await application.StartAsync();
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return site = new UpstreamSite(application, new Uri(addresses.Addresses.First()));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        NextEvent.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        switch (context.Request.Path.Value!.Split('/')[^1])
        {
            case "own-401":
                context.Response.StatusCode = 401;
                context.Response.Headers.WWWAuthenticate = "Upstream realm=\"its own\"";
                await context.Response.WriteAsync("the upstream's own words");
                break;
            case "own-cors":
                context.Response.Headers.AccessControlAllowOrigin = new(["*", "https://evil.example"]);
                context.Response.Headers.AccessControlAllowCredentials = "true";
                context.Response.Headers.AccessControlExposeHeaders = "*";
                context.Response.Headers["Access-Control-Allow-Private-Network"] = "true";
                context.Response.Headers.Vary = "X-Origin-Region";
                context.Response.Headers.ETag = "\"1\"";
                break;
            case "refuse":
                context.Response.StatusCode = 403;
                context.Response.Headers["Gatehouse-Refuse"] = "the order is closed";
                break;
            case "page" when HttpMethods.IsGet(context.Request.Method):
                context.Response.ContentType = "text/html; charset=utf-8";
                await context.Response.WriteAsync(Page);
                break;
            case "slow":
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
                break;
            case "events":
                await SendEventsAsync(context);
                break;
            case "socket":
                await EchoSocketAsync(context);
                break;
            case "upload":
                await context.Response.WriteAsync(
                    (await CountAsync(context)).ToString(System.Globalization.CultureInfo.InvariantCulture)
                );
                break;
            default:
                await EchoAsync(context);
                break;
        }
    }

    // A page with a form, which includes the gateway's script; askNow makes it ask at once in place of in a minute.
    private const string Page = """
        <!DOCTYPE html>
        <html lang="en"><head><title>A form</title></head><body>
        <script>
          const later = window.setTimeout; let waiting;
          window.setTimeout = (act, time) => { waiting = act; return later(act, time); };
          window.askNow = () => waiting();
        </script>
        <script src="/_gatehouse/session.js"></script>
        <form method="post"><label>Text <input id="text" name="text"></label><button type="submit">Send</button></form>
        </body></html>
        """;

    private static async Task EchoAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        await context.Response.WriteAsJsonAsync(
            new Echo(
                context.Request.Method,
                context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget,
                context
                    .Request.Headers.SelectMany(field => field.Value.Select(value => new[] { field.Key, value ?? "" }))
                    .ToArray(),
                await reader.ReadToEndAsync()
            )
        );
    }

    private static async Task<long> CountAsync(HttpContext context)
    {
        var buffer = new byte[1 << 16];
        var count = 0L;
        while (await context.Request.Body.ReadAsync(buffer) is var read and > 0)
        {
            count += read;
        }

        return count;
    }

    private async Task SendEventsAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        for (var number = 1; number <= 3; number++)
        {
            await context.Response.WriteAsync($"data: {number}\n\n");
            await context.Response.Body.FlushAsync();
            await NextEvent.WaitAsync(context.RequestAborted);
        }
    }

    private static async Task EchoSocketAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[4096];
        while (
            await socket.ReceiveAsync(buffer, context.RequestAborted) is var received
            && received.MessageType != WebSocketMessageType.Close
        )
        {
            await socket.SendAsync(
                buffer.AsMemory(0, received.Count),
                received.MessageType,
                received.EndOfMessage,
                context.RequestAborted
            );
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, context.RequestAborted);
    }

    /// <summary>What reached the upstream.</summary>
    public sealed record Echo(string Method, string Target, string[][] Fields, string Body)
    {
        /// <summary>The values of a field, in order.</summary>
        public IEnumerable<string> Values(string name) =>
            Fields.Where(field => field[0].Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field[1]);

        /// <summary>Reads an answer of the upstream.</summary>
        public static async Task<Echo> ReadAsync(HttpResponseMessage response)
        {
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}: {text}");
            return JsonSerializer.Deserialize<Echo>(text, JsonSerializerOptions.Web)!;
        }
    }
}
