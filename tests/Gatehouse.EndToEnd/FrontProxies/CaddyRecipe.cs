namespace Gatehouse.EndToEnd.FrontProxies;

/// <summary>Caddy with <c>forward_auth</c>.</summary>
public sealed class CaddyRecipe : FrontProxyRecipe
{
    /// <inheritdoc/>
    public override string Heading => "Caddy";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Needs => ["/usr/bin/caddy"];

    /// <inheritdoc/>
    public override string[] Write(string folder, Func<string, string> block)
    {
        File.WriteAllText(
            Path.Combine(folder, "Caddyfile"),
            "{\n\tadmin off\n\tauto_https off\n\tstorage file_system " + folder + "\n}\n" + block("caddyfile")
        );
        return ["run", "--adapter", "caddyfile", "--config", Path.Combine(folder, "Caddyfile")];
    }
}
