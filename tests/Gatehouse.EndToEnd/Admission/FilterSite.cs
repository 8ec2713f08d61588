using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gatehouse.EndToEnd.Admission;

/// <summary>A route's filter on a real port: its answer stands in the path that it is asked about.</summary>
internal sealed class FilterSite : IAsyncDisposable
{
    private readonly WebApplication _application;

    private FilterSite(WebApplication application) => _application = application;

    public string Address { get; private set; } = "";

    /// <summary>The fields of every question.</summary>
    public ConcurrentQueue<Dictionary<string, string>> Questions { get; } = [];

    public static async Task<FilterSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var site = new FilterSite(builder.Build());
        site._application.Run(site.AnswerAsync);
        await site._application.StartAsync();
        var addresses = site
            ._application.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!;
        site.Address = addresses.Addresses.First();
        return site;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Questions.Enqueue(
            context.Request.Headers.ToDictionary(
                field => field.Key,
                field => field.Value.ToString(),
                StringComparer.OrdinalIgnoreCase
            )
        );
        switch (context.Request.Headers["X-Forwarded-Uri"].ToString().Split('/')[^1])
        {
            case "no":
                context.Response.StatusCode = 403;
                context.Response.Headers["Gatehouse-Refuse"] = "not on Sundays";
                break;
            case "broken":
                context.Response.StatusCode = 500;
                break;
            case "moved":
                context.Response.Redirect("/elsewhere");
                break;
            case "never":
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
                break;
            default:
                context.Response.StatusCode = 204;
                break;
        }
    }
}
