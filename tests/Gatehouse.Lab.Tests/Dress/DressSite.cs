using Gatehouse.Lab.Dress;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Lab.Tests.Dress;

/// <summary>A server that refuses every request for the cause in its path, dressed as its query says.</summary>
public sealed class DressSite : IAsyncLifetime
{
    private WebApplication _application = null!;

    /// <summary>Asks it; redirects are not followed.</summary>
    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
        });
        _application = builder.Build();
        _application.Run(http =>
        {
            var cause = Causes.Find(http.Request.Path.Value![1..])!;
            var context = DressContext.Of(
                http,
                cause,
                refusal: null,
                (string?)http.Request.Query["scheme"],
                "Example",
                TimeProvider.System.GetUtcNow()
            );
            return DressWriter.WriteAsync(http, Wardrobe.Find(http.Request.Query["as"]!)!.Answer(context));
        });
        await _application.StartAsync();
        var addresses = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Client.BaseAddress = new Uri(addresses.Addresses.First());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.DisposeAsync();
    }
}
