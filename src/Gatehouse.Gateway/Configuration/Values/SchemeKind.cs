using System.Text.Json.Nodes;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>The name of a way to present credentials.</summary>
internal sealed class SchemeKind : ScalarKind<string>
{
    private static readonly string[] Built = ["session", "basic", "digest", "key", "bearer", "dpop", "certificate"];
    private static readonly string[] NotBuilt = ["negotiate"];

    /// <inheritdoc/>
    public override string Kind => "scheme";

    /// <inheritdoc/>
    public override string Explanation =>
        "`session` (the sign-in page and its cookie), `basic` (user and password), `digest` (a proof of the password), "
        + "`key` (an API key), `bearer` (a token), `dpop` (a token with a proof of its key) "
        + "or `certificate` (a client certificate). `negotiate` is not in this version.";

    /// <inheritdoc/>
    public override ScalarReading<string> Read(string text)
    {
        if (Built.Contains(text, StringComparer.Ordinal))
        {
            return Good(text);
        }

        return NotBuilt.Contains(text, StringComparer.Ordinal)
            ? Bad("that scheme is not in this version", $"Use {string.Join(", ", Built)}.", "scheme-not-built")
            : Bad(
                "there is no such scheme",
                NearestName.Question(text, [.. Built, .. NotBuilt]) ?? $"Use {string.Join(", ", Built)}."
            );
    }

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaDefinitions definitions) =>
        new() { ["enum"] = new JsonArray([.. Built.Select(name => (JsonNode)name)]) };
}
