using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Certificates;

/// <summary>nginx in front of a gateway, where TLS ends: it asks for certificates, and passes on whatever comes.</summary>
public sealed class CertificateNginx : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;
    private readonly int _port;

    private CertificateNginx(Process process, string folder, int port)
    {
        _process = process;
        _folder = folder;
        _port = port;
    }

    /// <summary>Starts it with the certificates of the gateway's folder; it listens when this returns.</summary>
    public static async Task<CertificateNginx> StartAsync(RunningGateway gateway)
    {
        var folder = gateway.Folder;
        var port = RunningGateway.FreePort();
        await File.WriteAllTextAsync(
            Path.Combine(folder, "nginx.conf"),
            $$"""
            worker_processes 1;
            pid {{folder}}/nginx.pid;
            events { }
            http {
                access_log off;
                client_body_temp_path {{folder}}/body;
                proxy_temp_path {{folder}}/proxy;
                fastcgi_temp_path {{folder}}/fastcgi;
                uwsgi_temp_path {{folder}}/uwsgi;
                scgi_temp_path {{folder}}/scgi;
                server {
                    listen 127.0.0.1:{{port}} ssl;
                    ssl_certificate site.pem;
                    ssl_certificate_key site.key;
                    ssl_client_certificate ca.pem;
                    ssl_verify_client optional_no_ca;
                    location / {
                        proxy_pass {{gateway.Address.GetLeftPart(UriPartial.Authority)}};
                        proxy_set_header Host $host;
                        proxy_set_header X-Forwarded-Proto $scheme;
                        proxy_set_header X-SSL-Client-Cert $ssl_client_escaped_cert;
                    }
                }
            }
            """
        );
        var process = Process.Start(
            new ProcessStartInfo("/usr/sbin/nginx")
            {
                ArgumentList = { "-p", folder, "-c", "nginx.conf", "-e", "error.log", "-g", "daemon off;" },
                UseShellExecute = false,
            }
        )!;
        var nginx = new CertificateNginx(process, folder, port);
        await Eventually.HoldsAsync(() => ListensAsync(port), listens => listens.Length == 0);
        return nginx;
    }

    /// <summary>What curl prints through it.</summary>
    public Task<string> CurlAsync(string? client, string more = "") =>
        Shell.RunAsync(
            $"cd '{_folder}' && curl -s --cacert site.pem {(client is null ? "" : $"--cert {client}.pem --key {client}.key")} {more} https://127.0.0.1:{_port}/x"
        );

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<string> ListensAsync(int port)
    {
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync(IPAddress.Loopback, port);
            return "";
        }
        catch (SocketException exception)
        {
            return exception.Message;
        }
    }
}
