using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gatehouse.EndToEnd.Dress;

/// <summary>ASP.NET Core with the authentication that comes with it: cookies, and its own bearer tokens.</summary>
public sealed class AspNetCoreSite : IAsyncDisposable
{
    private readonly WebApplication _application;

    private AspNetCoreSite(WebApplication application) => _application = application;

    /// <summary>Where it listens.</summary>
    public Uri Address =>
        new(
            _application
                .Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!
                .Addresses.First()
        );

    /// <summary>Starts it: one path for each of its schemes.</summary>
    public static async Task<AspNetCoreSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Services.AddAuthentication().AddCookie("cookie").AddBearerToken("bearer");
        var application = builder.Build();
        application.MapGet("/bearer", context => context.ChallengeAsync("bearer"));
        application.MapGet("/bearer/forbidden", context => context.ForbidAsync("bearer"));
        application.MapGet("{**path}", context => context.ChallengeAsync("cookie"));
        await application.StartAsync();
        return new AspNetCoreSite(application);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
