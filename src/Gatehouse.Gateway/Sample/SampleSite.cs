using System.Text.Encodings.Web;
using Gatehouse.AspNetCore.Refusals;
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
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }
        );
        builder.WebHost.UseKestrelCore();
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
        (string Name, string Value)[] facts =
        [
            ("You asked for", $"{context.Request.Method} {context.Request.Path}"),
            ("You are", Or(headers["X-Forwarded-User"], "nobody in particular")),
            ("Your roles", Or(headers["X-Forwarded-Groups"], "none")),
            ("You came from", Or(headers["X-Forwarded-For"], "an unknown address")),
        ];
        var isForPerson = ContentPreference.PrefersHtml(headers.Accept.ToString());
        context.Response.ContentType = isForPerson ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
        return context.Response.WriteAsync(isForPerson ? Page(facts) : Text(facts), context.RequestAborted);
    }

    private static string Text((string Name, string Value)[] facts) =>
        "Gatehouse let you through: this is the sample site behind it.\n\n"
        + string.Concat(facts.Select(fact => $"{fact.Name + ":", -15} {fact.Value}\n"));

    private static string Page((string Name, string Value)[] facts) =>
        $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>Sample site</title></head>
            <body style="font: 16px/1.6 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem; color-scheme: light dark">
            <main><h1>Gatehouse let you through</h1><p>This is the sample site behind it.</p>
            <ul>{string.Concat(
                facts.Select(fact => $"<li>{fact.Name}: <strong>{HtmlEncoder.Default.Encode(fact.Value)}</strong></li>")
            )}</ul>
            <p><a href="/_gatehouse/account">Your account, and the way out</a> &middot; <a href="/_gatehouse/help">How to get in here</a></p>
            </main></body></html>

            """;

    private static string Or(string? value, string otherwise) => string.IsNullOrEmpty(value) ? otherwise : value;
}
