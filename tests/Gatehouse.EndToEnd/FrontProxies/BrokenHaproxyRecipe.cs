namespace Gatehouse.EndToEnd.FrontProxies;

/// <summary>HAProxy with an action that fails on every request.</summary>
public sealed class BrokenHaproxyRecipe : FrontProxyRecipe
{
    /// <inheritdoc/>
    public override string Heading => "HAProxy";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Needs => ["/usr/sbin/haproxy"];

    /// <inheritdoc/>
    public override string[] Write(string folder, Func<string, string> block) =>
        new HaproxyRecipe().Write(
            folder,
            language =>
                block(language).Replace("local question = {}", "local question = {} + {}", StringComparison.Ordinal)
        );
}
