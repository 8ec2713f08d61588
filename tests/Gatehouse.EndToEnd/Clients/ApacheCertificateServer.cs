using System.Security.Cryptography.X509Certificates;
using Gatehouse.EndToEnd.Dress;

namespace Gatehouse.EndToEnd.Clients;

/// <summary>httpd with <c>mod_ssl</c>, which wants a client certificate of one authority and lets nobody talk without.</summary>
internal sealed class ApacheCertificateServer(X509Certificate2 authority, string serverPem, string protocol)
    : DressedServerRecipe
{
    private const string Modules = "/usr/lib/apache2/modules";

    /// <inheritdoc/>
    public override string Dress => "apache";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Needs => ["/usr/sbin/apache2", $"{Modules}/mod_ssl.so"];

    /// <inheritdoc/>
    public override string[] Write(string folder, Uri address, string realm)
    {
        File.WriteAllText(System.IO.Path.Combine(folder, "authority.pem"), authority.ExportCertificatePem());
        File.WriteAllText(System.IO.Path.Combine(folder, "server.pem"), serverPem);
        File.WriteAllText(System.IO.Path.Combine(folder, "index.html"), "let in");
        var file = System.IO.Path.Combine(folder, "httpd.conf");
        File.WriteAllText(
            file,
            $"""
            ServerName localhost
            ServerRoot {folder}
            PidFile {folder}/httpd.pid
            ErrorLog {folder}/error.log
            Listen {address.Authority}
            User www-data
            Group www-data
            LoadModule mpm_event_module {Modules}/mod_mpm_event.so
            LoadModule authz_core_module {Modules}/mod_authz_core.so
            LoadModule dir_module {Modules}/mod_dir.so
            LoadModule ssl_module {Modules}/mod_ssl.so
            DirectoryIndex index.html
            DocumentRoot {folder}
            SSLEngine on
            SSLProtocol {protocol}
            SSLCertificateFile {folder}/server.pem
            SSLCACertificateFile {folder}/authority.pem
            SSLVerifyClient require

            """
        );
        return ["-X", "-f", file];
    }
}
