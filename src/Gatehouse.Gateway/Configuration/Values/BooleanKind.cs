using System.Text.Json.Nodes;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>Yes or no.</summary>
internal sealed class BooleanKind : ScalarKind<bool>
{
    /// <inheritdoc/>
    public override string Kind => "boolean";

    /// <inheritdoc/>
    public override string Explanation => "`true` or `false`. Other words for them (`yes`, `on`) are errors.";

    /// <inheritdoc/>
    public override ScalarReading<bool> Read(string text) =>
        text switch
        {
            "true" => Good(value: true),
            "false" => Good(value: false),
            _ => Bad(
                "it must be true or false",
                text.ToUpperInvariant() switch
                {
                    "YES" or "ON" or "TRUE" or "1" or "Y" => "Write true.",
                    "NO" or "OFF" or "FALSE" or "0" or "N" => "Write false.",
                    _ => null,
                }
            ),
        };

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaDefinitions definitions) => new() { ["type"] = "boolean" };

    /// <inheritdoc/>
    public override JsonNode? ToJson(bool value) => value;
}
