using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gatehouse.EndToEnd.Seeing;

/// <summary>A receiver of alerts on a real port, which may refuse them at first.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<(string Signature, string Body)> _taken = new();
    private int _refusals;
    private int _asked;

    private WebhookReceiver(WebApplication application) => _application = application;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_application.Urls.Single() + "/hook");

    /// <summary>What it has taken, with the signature.</summary>
    public IReadOnlyList<(string Signature, string Body)> Taken => [.. _taken];

    /// <summary>How often it was asked, refusals included.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>The bodies that it has taken.</summary>
    public IReadOnlyList<JsonElement> Bodies => [.. _taken.Select(one => JsonDocument.Parse(one.Body).RootElement)];

    /// <summary>Starts one that refuses so many times before it takes anything.</summary>
    public static async Task<WebhookReceiver> StartAsync(int refusals = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build()) { _refusals = refusals };
        receiver._application.Run(receiver.TakeAsync);
        await receiver._application.StartAsync();
        return receiver;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        if (Interlocked.Decrement(ref _refusals) >= 0)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        else
        {
            _taken.Enqueue((context.Request.Headers["Gatehouse-Signature"].ToString(), body));
        }

        Interlocked.Increment(ref _asked);
    }
}
