namespace Gatehouse.EndToEnd.FrontProxies;

/// <summary>httpd behind the gateway, with mod_auth_openidc; what it lets in goes on to an application that echoes.</summary>
public sealed class ApacheRecipe(Uri publicUrl, string certificate, Uri application) : FrontProxyRecipe
{
    /// <inheritdoc/>
    public override string Heading => "Apache httpd";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Needs =>
        ["/usr/sbin/apache2", "/usr/lib/apache2/modules/mod_auth_openidc.so"];

    /// <inheritdoc/>
    public override string[] Write(string folder, Func<string, string> block)
    {
        const string Modules = "/usr/lib/apache2/modules";
        File.WriteAllText(
            Path.Combine(folder, "httpd.conf"),
            $"""
            ServerName localhost
            ServerRoot {folder}
            PidFile {folder}/httpd.pid
            ErrorLog {folder}/error.log
            User www-data
            Group www-data
            LoadModule mpm_event_module {Modules}/mod_mpm_event.so
            LoadModule authn_core_module {Modules}/mod_authn_core.so
            LoadModule authz_core_module {Modules}/mod_authz_core.so
            LoadModule authz_user_module {Modules}/mod_authz_user.so
            LoadModule proxy_module {Modules}/mod_proxy.so
            LoadModule proxy_http_module {Modules}/mod_proxy_http.so
            {block("apache").Replace(
                "https://www.example",
                publicUrl.GetLeftPart(UriPartial.Authority),
                StringComparison.Ordinal
            )}
            OIDCCABundlePath {certificate}
            ProxyPass "/" "{application}"
            RequestHeader set X-Remote-User "expr=%{"{"}REMOTE_USER{"}"}"
            """
        );
        return ["-X", "-f", Path.Combine(folder, "httpd.conf")];
    }
}
