namespace Gatehouse.EndToEnd.Dress;

/// <summary>httpd with <c>mod_auth_basic</c>.</summary>
public class ApacheServer : DressedServerRecipe
{
    private const string Modules = "/usr/lib/apache2/modules";

    /// <inheritdoc/>
    public override string Dress => "apache";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Needs => ["/usr/sbin/apache2", $"{Modules}/mod_auth_digest.so"];

    /// <summary>What the server is told of the scheme.</summary>
    protected virtual string Scheme => "AuthType Basic";

    /// <summary>What the server is told besides.</summary>
    protected virtual string More(string folder) => "";

    /// <summary>The password file.</summary>
    protected virtual string Passwords(string realm) => PasswordFileLine;

    /// <inheritdoc/>
    public override string[] Write(string folder, Uri address, string realm)
    {
        File.WriteAllText(System.IO.Path.Combine(folder, "users"), Passwords(realm));
        File.WriteAllText(System.IO.Path.Combine(folder, "index.html"), "let in");
        File.WriteAllText(
            System.IO.Path.Combine(folder, "httpd.conf"),
            $"""
            ServerName localhost
            ServerTokens Prod
            ServerRoot {folder}
            PidFile {folder}/httpd.pid
            ErrorLog {folder}/error.log
            Listen {address.Authority}
            User www-data
            Group www-data
            LoadModule mpm_event_module {Modules}/mod_mpm_event.so
            LoadModule authn_core_module {Modules}/mod_authn_core.so
            LoadModule authn_file_module {Modules}/mod_authn_file.so
            LoadModule authz_core_module {Modules}/mod_authz_core.so
            LoadModule authz_user_module {Modules}/mod_authz_user.so
            LoadModule auth_basic_module {Modules}/mod_auth_basic.so
            LoadModule auth_digest_module {Modules}/mod_auth_digest.so
            LoadModule dir_module {Modules}/mod_dir.so
            DirectoryIndex index.html
            DocumentRoot {folder}
            <Location "/">
                {Scheme}
                AuthName "{realm}"
                AuthUserFile {folder}/users
                Require valid-user
            </Location>
            {More(folder)}

            """
        );
        return ["-X", "-f", System.IO.Path.Combine(folder, "httpd.conf")];
    }
}
