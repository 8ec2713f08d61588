namespace Gatehouse.EndToEnd.Dress;

/// <summary>lighttpd with <c>mod_auth</c>.</summary>
public sealed class LighttpdServer : DressedServerRecipe
{
    /// <inheritdoc/>
    public override string Dress => "lighttpd";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Needs => ["/usr/sbin/lighttpd"];

    /// <inheritdoc/>
    public override string[] Write(string folder, Uri address, string realm)
    {
        File.WriteAllText(System.IO.Path.Combine(folder, "users"), PasswordFileLine);
        File.WriteAllText(System.IO.Path.Combine(folder, "index.html"), "let in");
        var file = System.IO.Path.Combine(folder, "lighttpd.conf");
        File.WriteAllText(
            file,
            $"""
            server.bind = "{address.Host}"
            server.port = {address.Port}
            server.tag = "lighttpd"
            server.document-root = "{folder}"
            server.modules = ("mod_auth", "mod_authn_file", "mod_indexfile")
            index-file.names = ("index.html")
            auth.backend = "htpasswd"
            auth.backend.htpasswd.userfile = "{folder}/users"
            auth.require = ("/" => ("method" => "basic", "realm" => "{realm}", "require" => "valid-user"))

            """
        );
        return ["-D", "-f", file];
    }
}
