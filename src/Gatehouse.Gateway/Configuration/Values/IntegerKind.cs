using System.Globalization;
using System.Text.Json.Nodes;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>A whole number.</summary>
internal sealed class IntegerKind(int least, int most) : ScalarKind<int>
{
    /// <inheritdoc/>
    public override string Kind => "number";

    /// <inheritdoc/>
    public override string Explanation => "A whole number in digits.";

    /// <inheritdoc/>
    public override string Words => string.Create(CultureInfo.InvariantCulture, $"number, {least} to {most}");

    /// <inheritdoc/>
    public override ScalarReading<int> Read(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && value >= least
        && value <= most
            ? Good(value)
            : Bad(string.Create(CultureInfo.InvariantCulture, $"it must be a whole number from {least} to {most}"));

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaDefinitions definitions) =>
        new()
        {
            ["type"] = "integer",
            ["minimum"] = least,
            ["maximum"] = most,
        };

    /// <inheritdoc/>
    public override JsonNode? ToJson(int value) => value;
}
