using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Clients;

/// <summary>A Kerberos realm of this machine, with alice and the web server of localhost; this process is set up for it.</summary>
internal sealed class KerberosRealm : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly string[] Variables = ["KRB5_CONFIG", "KRB5_KDC_PROFILE", "KRB5CCNAME"];

    private readonly string _folder;
    private readonly Process _server;

    private KerberosRealm(string folder, Process server) => (_folder, _server) = (folder, server);

    /// <summary>The files without which none can be run.</summary>
    public static IReadOnlyList<string> Needs { get; } =
    ["/usr/sbin/krb5kdc", "/usr/sbin/kadmin.local", "/usr/bin/kinit", "/usr/lib/apache2/modules/mod_auth_gssapi.so"];

    /// <summary>The web server's key.</summary>
    public string KeyTable => Path.Combine(_folder, "http.keytab");

    /// <summary>Makes the realm, and signs nobody in.</summary>
    public static async Task<KerberosRealm> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("gatehouse-realm-").FullName;
        var port = RunningGateway.FreePort();
        await File.WriteAllTextAsync(
            Path.Combine(folder, "krb5.conf"),
            $$"""
            [libdefaults]
              default_realm = EXAMPLE.TEST
              dns_lookup_kdc = false
              dns_lookup_realm = false
              dns_canonicalize_hostname = false
              rdns = false
            [realms]
              EXAMPLE.TEST = {
                kdc = 127.0.0.1:{{port}}
              }
            [domain_realm]
              localhost = EXAMPLE.TEST

            """
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder, "kdc.conf"),
            $$"""
            [kdcdefaults]
              kdc_listen = 127.0.0.1:{{port}}
              kdc_tcp_listen = 127.0.0.1:{{port}}
            [realms]
              EXAMPLE.TEST = {
                database_name = {{folder}}/principal
                key_stash_file = {{folder}}/stash
              }
            [logging]
              kdc = FILE:{{folder}}/kdc.log

            """
        );
        var values = ValuesOf(folder);
        foreach (var variable in Variables)
        {
            Environment.SetEnvironmentVariable(variable, values[variable]);
            // The Kerberos library asks the C library, which knows nothing of what .NET set.
            Assert.Equal(0, SetNative(Octets(variable), Octets(values[variable]), 1));
        }

        await Shell.RunAsync(
            $"""
            kdb5_util create -s -P master -r EXAMPLE.TEST
            kadmin.local -q 'addprinc -pw open-sesame alice'
            kadmin.local -q 'addprinc -randkey HTTP/localhost'
            kadmin.local -q 'ktadd -k {folder}/http.keytab HTTP/localhost'
            chmod 755 {folder}; chmod 644 {folder}/http.keytab
            """
        );
        var server = Process.Start(
            new ProcessStartInfo("/usr/sbin/krb5kdc", "-n") { UseShellExecute = false, RedirectStandardOutput = true }
        )!;
        await WaitAsync(port);
        return new(folder, server);
    }

    /// <summary>Signs alice in.</summary>
    public static async Task SignInAsync() =>
        Assert.Contains(
            "krbtgt/EXAMPLE.TEST",
            await Shell.RunAsync("echo open-sesame | kinit alice >/dev/null; klist"),
            StringComparison.Ordinal
        );

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _server.Kill();
        await _server.WaitForExitAsync();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static byte[] Octets(string text) => Encoding.UTF8.GetBytes(text + '\0');

    private static Dictionary<string, string> ValuesOf(string folder) =>
        new(StringComparer.Ordinal)
        {
            ["KRB5_CONFIG"] = Path.Combine(folder, "krb5.conf"),
            ["KRB5_KDC_PROFILE"] = Path.Combine(folder, "kdc.conf"),
            ["KRB5CCNAME"] = $"FILE:{folder}/tickets",
        };

    private static async Task WaitAsync(int port)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, "the realm does not listen");
            }
        }
    }

    [DllImport("libc", EntryPoint = "setenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetNative(byte[] name, byte[] value, int overwrite);
}
