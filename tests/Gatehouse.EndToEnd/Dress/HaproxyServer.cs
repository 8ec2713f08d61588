namespace Gatehouse.EndToEnd.Dress;

/// <summary>HAProxy with <c>http-request auth</c>.</summary>
public sealed class HaproxyServer : DressedServerRecipe
{
    /// <inheritdoc/>
    public override string Dress => "haproxy";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Needs => ["/usr/sbin/haproxy"];

    /// <inheritdoc/>
    public override string[] Write(string folder, Uri address, string realm)
    {
        var file = System.IO.Path.Combine(folder, "haproxy.cfg");
        File.WriteAllText(
            file,
            $$"""
            defaults
                mode http
                timeout connect 10s
                timeout client 10s
                timeout server 10s
            userlist people
                user alice insecure-password open-sesame
            frontend door
                bind {{address.Authority}}
                http-request auth realm {{realm}} if !{ http_auth(people) }
                http-request return status 200 content-type text/plain string "let in"

            """
        );
        return ["-db", "-f", file];
    }
}
