namespace Gatehouse.EndToEnd.Dress;

/// <summary>Caddy with <c>basicauth</c>.</summary>
public sealed class CaddyServer : DressedServerRecipe
{
    /// <inheritdoc/>
    public override string Dress => "caddy";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Needs => ["/usr/bin/caddy"];

    /// <inheritdoc/>
    public override string[] Write(string folder, Uri address, string realm)
    {
        var file = System.IO.Path.Combine(folder, "Caddyfile");
        File.WriteAllText(
            file,
            $$"""
            {
                admin off
                auto_https off
                storage file_system {{folder}}
            }
            http://:{{address.Port}} {
                bind {{address.Host}}
                basicauth {
                    alice $2a$14$LZKQegOc3jaTZFpUp7mplOJKT43qDVgVzqXlPVCHmshaka6foX1KO
                }
                respond "let in"
            }

            """
        );
        return ["run", "--adapter", "caddyfile", "--config", file];
    }
}
