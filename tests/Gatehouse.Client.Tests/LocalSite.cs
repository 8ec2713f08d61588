using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Client.Tests;

/// <summary>A real server on a loopback port that answers as it is told.</summary>
internal sealed class LocalSite : IAsyncDisposable
{
    private readonly WebApplication _application;
    private int _count;

    private LocalSite(WebApplication application) => _application = application;

    /// <summary>Its address, with the final slash.</summary>
    public Uri Address => new(_application.Urls.First() + "/");

    /// <summary>How many requests arrived.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Starts one.</summary>
    public static async Task<LocalSite> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        var site = new LocalSite(application);
        application.Run(context =>
        {
            Interlocked.Increment(ref site._count);
            return answer(context);
        });
        await application.StartAsync(TestContext.Current.CancellationToken);
        return site;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
