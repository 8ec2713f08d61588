using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Providers.Tests;

/// <summary>An issuer on loopback whose every answer a test decides; it remembers what it was asked.</summary>
internal sealed class FakeIssuer : IAsyncDisposable
{
    public const string KeysPath = "/jwks";
    public const string OpenIdPath = "/.well-known/openid-configuration";
    public const string OAuthPath = "/.well-known/oauth-authorization-server";

    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, RequestDelegate> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _arrivals = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _asked = new();

    private FakeIssuer(WebApplication server) => _server = server;

    public string Issuer { get; private set; } = "";

    public string KeySetUrl => Issuer + KeysPath;

    public IReadOnlyList<string> Asked => [.. _asked];

    public static async Task<FakeIssuer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication server = builder.Build();
        FakeIssuer issuer = new(server);
        server.Run(issuer.ServeAsync);
        await server.StartAsync();
        issuer.Issuer = server.Urls.Single();
        issuer.Discovery(OpenIdPath, issuer.Issuer, issuer.KeySetUrl);
        return issuer;
    }

    public int Count(string path) => _asked.Count(asked => string.Equals(asked, path, StringComparison.Ordinal));

    /// <summary>Ends when one more request for the path has arrived.</summary>
    public Task ArrivalAsync(string path) => Arrivals(path).WaitAsync(TestContext.Current.CancellationToken);

    public void Answer(string path, RequestDelegate answer) => _answers[path] = answer;

    public void Answer(string path, int status) =>
        Answer(
            path,
            context =>
            {
                context.Response.StatusCode = status;
                return Task.CompletedTask;
            }
        );

    public void Answer(string path, string body) =>
        Answer(
            path,
            context =>
            {
                context.Response.ContentType = "application/json";
                return context.Response.WriteAsync(body);
            }
        );

    /// <summary>Answers nothing until the other side gives up.</summary>
    public void Hang(string path) =>
        Answer(
            path,
            async context =>
            {
                TaskCompletionSource gone = new();
                await using (context.RequestAborted.Register(gone.SetResult))
                {
                    await gone.Task;
                }
            }
        );

    /// <summary>Holds every answer back until the task has ended.</summary>
    public void Hold(string path, Task until, string body) =>
        Answer(
            path,
            async context =>
            {
                await until;
                await context.Response.WriteAsync(body);
            }
        );

    public void Keys(params TestKey[] keys) => Answer(KeysPath, TestKey.Set(keys));

    public void Discovery(string path, string issuer, string keySet) =>
        Answer(path, $$"""{"issuer":"{{issuer}}","jwks_uri":"{{keySet}}"}""");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task ServeAsync(HttpContext context)
    {
        string path = HttpMethods.IsConnect(context.Request.Method)
            ? $"CONNECT {context.Request.Host}"
            : context.Request.Path.Value!;
        _asked.Enqueue(path);
        Arrivals(path).Release();
        if (_answers.TryGetValue(path, out RequestDelegate? answer))
        {
            return answer(context);
        }
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private SemaphoreSlim Arrivals(string path) => _arrivals.GetOrAdd(path, _ => new SemaphoreSlim(0));
}
