using Gatehouse.EndToEnd.Dress;

namespace Gatehouse.EndToEnd.Clients;

/// <summary>lighttpd with <c>mod_auth</c> and Digest.</summary>
internal sealed class LighttpdDigestServer(string algorithm) : DressedServerRecipe
{
    /// <inheritdoc/>
    public override string Dress => "lighttpd";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Needs => ["/usr/sbin/lighttpd"];

    /// <inheritdoc/>
    public override string[] Write(string folder, Uri address, string realm)
    {
        File.WriteAllText(System.IO.Path.Combine(folder, "users"), "alice:open-sesame\n");
        File.WriteAllText(System.IO.Path.Combine(folder, "index.html"), "let in");
        var file = System.IO.Path.Combine(folder, "lighttpd.conf");
        File.WriteAllText(
            file,
            $"""
            server.bind = "{address.Host}"
            server.port = {address.Port}
            server.document-root = "{folder}"
            server.modules = ("mod_auth", "mod_authn_file", "mod_indexfile")
            index-file.names = ("index.html")
            auth.backend = "plain"
            auth.backend.plain.userfile = "{folder}/users"
            auth.require = ("/" => ("method" => "digest", "realm" => "{realm}", "require" => "valid-user", "algorithm" => "{algorithm}"))

            """
        );
        return ["-D", "-f", file];
    }
}
