using Gatehouse.EndToEnd.Dress;

namespace Gatehouse.EndToEnd.Clients;

/// <summary>httpd with <c>mod_auth_gssapi</c>.</summary>
internal sealed class ApacheKerberosServer(string keyTable) : ApacheServer
{
    /// <inheritdoc/>
    protected override string Scheme => "AuthType GSSAPI";

    /// <inheritdoc/>
    protected override string More(string folder) =>
        $"""
            LoadModule auth_gssapi_module /usr/lib/apache2/modules/mod_auth_gssapi.so
            <Location "/">
                GssapiCredStore keytab:{keyTable}
                GssapiAllowedMech krb5
            </Location>
            """;
}
