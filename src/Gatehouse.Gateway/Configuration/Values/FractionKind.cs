using System.Globalization;
using System.Text.Json.Nodes;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>A part of the whole, from 0 to 1.</summary>
internal sealed class FractionKind : ScalarKind<double>
{
    /// <inheritdoc/>
    public override string Kind => "fraction";

    /// <inheritdoc/>
    public override string Explanation => "A number from 0 to 1, with a point: 0.1 is a tenth.";

    /// <inheritdoc/>
    public override ScalarReading<double> Read(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        && value is >= 0 and <= 1
            ? Good(value)
            : Bad("it must be a number from 0 to 1");

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaDefinitions definitions) =>
        new()
        {
            ["type"] = "number",
            ["minimum"] = 0,
            ["maximum"] = 1,
        };

    /// <inheritdoc/>
    public override JsonNode? ToJson(double value) => value;
}
