using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace Gatehouse.DoctorBench;

/// <summary>Servers of this machine, each with a configuration of <c>Servers/</c>; those that are not installed are left out.</summary>
internal sealed partial class RealServers : IAsyncDisposable
{
    private const string UserLine = "alice:$apr1$gatehous$Iy0d9asnV85gj10pRKQNq.\n";

    private static readonly string[] Ports =
    [
        "nginx",
        "nginx-other",
        "nginx-tls",
        "nginx-mtls",
        "apache",
        "apache-tls",
        "caddy",
        "haproxy",
        "haproxy-mtls",
        "lighttpd",
        "express",
        "dead",
    ];

    private static readonly string[] Pages =
    [
        "basic",
        "open",
        "no-users",
        "unreadable-users",
        "unknown-hash",
        "closed",
        "closed-too",
        "cors",
        "good-cors",
        "limited",
        "limited-429",
        "nobody",
        "no-type",
        "digest",
        "other-realm",
        "sign-in-first",
        "asked",
        "https-only",
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Process> _processes = new(StringComparer.Ordinal);
    private readonly string _folder;

    private RealServers(string folder) => _folder = folder;

    /// <summary>The file with the certificate that the servers show.</summary>
    public string Certificate => Path.Combine(_folder, "server.pem");

    /// <summary>Starts what is installed; all of it listens when this returns.</summary>
    public static async Task<RealServers> StartAsync(string folder)
    {
        var servers = new RealServers(folder);
        try
        {
            await servers.StartAllAsync();
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether this server runs.</summary>
    public bool Has(string server) => _processes.ContainsKey(server);

    /// <summary>A text with ports, and tokens of the application, in place of their names.</summary>
    public string Expand(string text) =>
        Name().Replace(text, found => _names.GetValueOrDefault(found.Groups["name"].Value, found.Value)) is var known
            ? Token().Replace(known, found => SignedToken(found.Groups["audience"].Value, found.Groups["shift"].Value))
            : text;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes.Values)
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }

            process.Dispose();
        }
    }

    private async Task StartAllAsync()
    {
        ChoosePorts();
        WriteFiles();
        Start("nginx", "/usr/sbin/nginx", "-p", _folder, "-c", Write("nginx.conf"), "-g", "daemon off;");
        Start("apache", "/usr/sbin/apache2", "-X", "-f", Write("httpd.conf"));
        Start("caddy", "/usr/bin/caddy", "run", "--adapter", "caddyfile", "--config", Write("Caddyfile"));
        Start("haproxy", "/usr/sbin/haproxy", "-db", "-f", Write("haproxy.cfg"));
        Start("lighttpd", "/usr/sbin/lighttpd", "-D", "-f", Write("lighttpd.conf"));
        if (Packages() is { } packages)
        {
            Start("express", "/usr/bin/node", Write("express.mjs"), _names["express"], packages);
        }

        foreach (var name in _processes.Keys)
        {
            await WaitAsync(name);
        }
    }

    private void ChoosePorts()
    {
        _names["folder"] = _folder;
        var listeners = Ports.ToDictionary(
            name => name,
            _ => new TcpListener(IPAddress.Loopback, 0),
            StringComparer.Ordinal
        );
        foreach (var (name, listener) in listeners)
        {
            listener.Start();
            _names[name] = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        }

        foreach (var listener in listeners.Values)
        {
            listener.Dispose();
        }
    }

    private void WriteFiles()
    {
        Open(_folder);
        File.WriteAllText(Path.Combine(_folder, "users"), UserLine);
        File.WriteAllText(Path.Combine(_folder, "unreadable"), UserLine);
        SetMode(Path.Combine(_folder, "unreadable"), UnixFileMode.UserRead);
        File.WriteAllText(Path.Combine(_folder, "unknown-hash"), "alice:{PBKDF2}b3Blbi1zZXNhbWU\n");
        var digest = MD5.HashData("alice:Orders:open-sesame"u8);
        File.WriteAllText(Path.Combine(_folder, "digest-users"), $"alice:Orders:{Convert.ToHexStringLower(digest)}\n");
        foreach (var page in Pages)
        {
            var folder = Path.Combine(_folder, "site", page);
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "index.html"), "let in");
        }

        var script = Path.Combine(_folder, "cgi", "orders");
        Directory.CreateDirectory(Path.GetDirectoryName(script)!);
        File.WriteAllText(
            script,
            """
            #!/bin/sh
            if [ "$HTTP_AUTHORIZATION" = "Bearer open-sesame" ]; then
                printf 'Content-Type: text/plain\n\nlet in\n'
            else
                printf 'Status: 401 Unauthorized\nWWW-Authenticate: Bearer realm="Orders"\nContent-Type: text/plain\n\nUnauthorized\n'
            fi

            """
        );
        Open(script);
        WriteCertificate();
    }

    private void WriteCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var (certificate, secret) = (made.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Certificate, certificate);
        File.WriteAllText(Path.Combine(_folder, "server.key"), secret);
        File.WriteAllText(Path.Combine(_folder, "both.pem"), certificate + "\n" + secret);
    }

    private static void Open(string path) =>
        SetMode(
            path,
            UnixFileMode.UserRead
                | UnixFileMode.UserWrite
                | UnixFileMode.UserExecute
                | UnixFileMode.GroupRead
                | UnixFileMode.GroupExecute
                | UnixFileMode.OtherRead
                | UnixFileMode.OtherExecute
        );

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private string Write(string name)
    {
        var file = Path.Combine(_folder, name);
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Servers", name));
        File.WriteAllText(
            file,
            Name().Replace(text, found => _names.GetValueOrDefault(found.Groups["name"].Value, found.Value))
        );
        return file;
    }

    private void Start(string name, string program, params string[] arguments)
    {
        if (!File.Exists(program))
        {
            Terminal.Error.WriteLine($"{program} is not installed: its cases are left out");
            return;
        }

        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, said) =>
        {
            if (process.HasExited && said.Data is { } line)
            {
                Terminal.Error.WriteLine($"{name}: {line}");
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _processes[name] = process;
    }

    private async Task WaitAsync(string name)
    {
        var since = TimeProvider.System.GetTimestamp();
        var port = int.Parse(_names[name], CultureInfo.InvariantCulture);
        while (TimeProvider.System.GetElapsedTime(since) < Patience)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }

        throw new InvalidOperationException($"{name} does not listen");
    }

    // npm's packages are those of the repository's tests.
    private static string? Packages()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var tests = Path.Combine(folder, "tests", "node");
            if (Directory.Exists(Path.Combine(tests, "node_modules", "express")))
            {
                return tests;
            }
        }

        Terminal.Error.WriteLine("express is not installed ('npm ci' in tests/node): its cases are left out");
        return null;
    }

    private static string SignedToken(string audience, string shift)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var ends = now + long.Parse(shift, CultureInfo.InvariantCulture);
        var head = Url("""{"alg":"HS256","typ":"JWT"}"""u8);
        var claims = Url(
            Encoding.UTF8.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{"iss":"bench","sub":"alice","aud":"{{audience}}","iat":{{ends - 600}},"exp":{{ends}}}"""
                )
            )
        );
        var signed = HMACSHA256.HashData("open-sesame"u8, Encoding.ASCII.GetBytes($"{head}.{claims}"));
        return $"{head}.{claims}.{Url(signed)}";
    }

    private static string Url(ReadOnlySpan<byte> octets) => System.Buffers.Text.Base64Url.EncodeToString(octets);

    [GeneratedRegex("@(?<name>[a-z-]+)@", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"@token (?<audience>[a-z]+) (?<shift>-?\d+)@", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
