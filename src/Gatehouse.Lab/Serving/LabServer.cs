using System.Net;
using System.Net.Sockets;
using System.Text;
using Gatehouse.Lab.Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Lab.Serving;

/// <summary>Kestrel on every place of the lab; which one a request came to stands with its connection.</summary>
internal sealed class LabServer : IAsyncDisposable
{
    private static readonly object PlaceKey = new();

    private readonly WebApplication _application;
    private readonly Socket _dead;

    private LabServer(WebApplication application, Socket dead)
    {
        _application = application;
        _dead = dead;
    }

    /// <summary>Starts listening, and enters where into <paramref name="addresses"/>.</summary>
    public static async Task<LabServer> StartAsync(
        LabOptions options,
        LabAddresses addresses,
        LabAuthority authority,
        RequestDelegate handler,
        Func<LabPlace, ConnectionDelegate?> proxies,
        CancellationToken cancellationToken
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        var bound = new Dictionary<LabPlace, ListenOptions>();
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, options, authority, proxies, bound));
        var application = builder.Build();
        application.Run(handler);
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }

        foreach (var (place, listen) in bound)
        {
            addresses[place] = AddressOf(listen.IPEndPoint!, authority.Of(place) is not null);
        }

        // Bound and never listening: nobody else can take the port, and whoever connects is turned away at once.
        var dead = new Socket(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        dead.Bind(new IPEndPoint(options.Address, PortOf(LabPlace.Dead, options)));
        addresses[LabPlace.Dead] = AddressOf((IPEndPoint)dead.LocalEndPoint!, https: false);
        return new LabServer(application, dead);
    }

    /// <summary>The place that a request came to.</summary>
    public static LabPlace PlaceOf(HttpContext context) =>
        context.Features.Get<IConnectionItemsFeature>()?.Items[PlaceKey] is LabPlace place ? place : LabPlace.Main;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _dead.Dispose();
        await _application.DisposeAsync();
    }

    private static void Configure(
        KestrelServerOptions kestrel,
        LabOptions options,
        LabAuthority authority,
        Func<LabPlace, ConnectionDelegate?> proxies,
        Dictionary<LabPlace, ListenOptions> bound
    )
    {
        kestrel.AddServerHeader = false;
        kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
        kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
        foreach (var place in Enum.GetValues<LabPlace>())
        {
            if (place is LabPlace.Dead or LabPlace.Old || (place == LabPlace.Ipv6 && !HasIpv6()))
            {
                continue;
            }

            var (address, port) =
                place == LabPlace.Ipv6
                    ? (IPAddress.IPv6Loopback, options.Port)
                    : (options.Address, PortOf(place, options));
            kestrel.Listen(address, port, listen => Bind(listen, place, authority, proxies(place), bound));
        }
    }

    private static void Bind(
        ListenOptions listen,
        LabPlace place,
        LabAuthority authority,
        ConnectionDelegate? proxy,
        Dictionary<LabPlace, ListenOptions> bound
    )
    {
        bound[place] = listen;
        listen.Use(next =>
            connection =>
            {
                connection.Items[PlaceKey] = place;
                return next(connection);
            }
        );
        listen.Protocols = HttpProtocols.Http1;
        if (proxy is not null)
        {
            // Kestrel's HTTP knows no tunnels: a proxy reads its connections itself.
            listen.Use(_ => proxy);
            return;
        }

        if (authority.Of(place) is { } certificate)
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(https =>
            {
                https.ServerCertificateSelector = (_, _) => certificate();
                if (place == LabPlace.TlsClient)
                {
                    // Whatever comes is let in here: the exhibit says what is wrong with it.
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                    https.AllowAnyClientCertificate();
                }
            });
        }
    }

    private static int PortOf(LabPlace place, LabOptions options) => options.Port == 0 ? 0 : options.Port + (int)place;

    private static Uri AddressOf(IPEndPoint point, bool https)
    {
        var host =
            point.Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{point.Address}]"
            : point.Address.Equals(IPAddress.Any) ? "127.0.0.1"
            : point.Address.ToString();
        return new Uri($"{(https ? "https" : "http")}://{host}:{point.Port}/");
    }

    private static bool HasIpv6()
    {
        if (!Socket.OSSupportsIPv6)
        {
            return false;
        }

        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
