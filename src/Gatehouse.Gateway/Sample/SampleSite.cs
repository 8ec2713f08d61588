using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Gateway.Sample;

/// <summary>
/// The small site that is protected where no other is named: it tells whoever reaches it what the gateway said of them.
/// Listens on loopback, on a port of its own.
/// </summary>
public sealed class SampleSite : IAsyncDisposable
{
    private readonly WebApplication _application;

    private SampleSite(WebApplication application, Uri address)
    {
        _application = application;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts it.</summary>
    public static async Task<SampleSite> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
        });
        var application = builder.Build();
        application.Run(GreetAsync);
        await application.StartAsync(cancellationToken);
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return new SampleSite(application, new Uri(addresses.Addresses.First()));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static Task GreetAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(
            $"""
            Gatehouse let you through: this is the sample site behind it.

            You asked for:  {context.Request.Method} {context.Request.Path}
            You are:        {Or(headers["X-Forwarded-User"], "nobody in particular")}
            Your roles:     {Or(headers["X-Forwarded-Groups"], "none")}
            You came from:  {Or(headers["X-Forwarded-For"], "an unknown address")}

            """,
            context.RequestAborted
        );
    }

    private static string Or(string? value, string otherwise) => string.IsNullOrEmpty(value) ? otherwise : value;
}
