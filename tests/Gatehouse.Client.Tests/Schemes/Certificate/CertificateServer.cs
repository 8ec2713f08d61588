using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Client.Tests.Schemes.Certificate;

/// <summary>A server that asks for a client certificate, and answers with its subject.</summary>
internal sealed class CertificateServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private CertificateServer(WebApplication application) => _application = application;

    /// <summary>Its port; it listens on every name of this machine.</summary>
    public int Port => new Uri(_application.Urls.First()).Port;

    /// <summary>Starts one.</summary>
    public static async Task<CertificateServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(
                IPAddress.Loopback,
                0,
                listen =>
                    listen.UseHttps(https =>
                    {
                        https.ServerCertificate = Make("server");
                        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                        https.AllowAnyClientCertificate();
                    })
            )
        );
        builder.WebHost.UseKestrelHttpsConfiguration();
        var application = builder.Build();
        application.Run(context =>
            context.Response.WriteAsync(context.Connection.ClientCertificate?.Subject ?? "nobody")
        );
        await application.StartAsync();
        return new(application);
    }

    /// <summary>A certificate of that name, signed by itself.</summary>
    public static X509Certificate2 Make(string name, DateTimeOffset? endsAt = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var end = endsAt ?? DateTimeOffset.UtcNow.AddDays(365);
        using var made = request.CreateSelfSigned(end.AddYears(-2), end);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}
