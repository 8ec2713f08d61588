namespace Gatehouse.EndToEnd.FrontProxies;

/// <summary>HAProxy with an action in Lua.</summary>
public sealed class HaproxyRecipe : FrontProxyRecipe
{
    /// <inheritdoc/>
    public override string Heading => "HAProxy";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Needs => ["/usr/sbin/haproxy"];

    /// <inheritdoc/>
    public override string[] Write(string folder, Func<string, string> block)
    {
        File.WriteAllText(Path.Combine(folder, "gatehouse.lua"), block("lua"));
        File.WriteAllText(Path.Combine(folder, "haproxy.cfg"), block("haproxy"));
        return ["-db", "-f", "haproxy.cfg"];
    }
}
