using System.Globalization;
using System.Text.Json.Nodes;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>A time with its unit.</summary>
internal sealed class DurationKind(TimeSpan least, TimeSpan most) : ScalarKind<TimeSpan>
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    /// <inheritdoc/>
    public override string Kind => "duration";

    /// <inheritdoc/>
    public override string Explanation =>
        "A whole number and its unit: `500ms`, `30s`, `5m`, `12h` or `90d`. A bare `0` needs no unit.";

    /// <inheritdoc/>
    public override string Words => $"duration, {Show(least)} to {Show(most)}";

    /// <inheritdoc/>
    protected override string Pattern => "^(0|[0-9]{1,9}(ms|s|m|h|d))$";

    /// <inheritdoc/>
    public override ScalarReading<TimeSpan> Read(string text)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var number = digits < 0 ? text : text[..digits];
        if (number.Length is 0 or > 9)
        {
            return Bad("a duration is a whole number and its unit", "For example 30s, 5m, 12h or 90d.");
        }

        var count = int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture);
        if (digits < 0)
        {
            return count == 0
                ? InRange(TimeSpan.Zero)
                : Bad("a duration needs a unit", $"For seconds, write {number}s; the units are ms, s, m, h and d.");
        }

        var unit = text[digits..];
        foreach (var (name, length) in Units)
        {
            if (name == unit)
            {
                return InRange(TimeSpan.FromTicks(length.Ticks * count));
            }
        }

        return Bad("a duration has one of the units ms, s, m, h and d", "For example 30s, 5m, 12h or 90d.");
    }

    /// <inheritdoc/>
    public override JsonNode? ToJson(TimeSpan value) => Show(value);

    internal static string Show(TimeSpan value)
    {
        if (value == TimeSpan.Zero)
        {
            return "0";
        }

        // The greatest unit that divides it, but 100s rather than 1m40s and 10m rather than 600s.
        var (unit, length) = Units.Last(unit => value.Ticks % unit.Length.Ticks == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / length.Ticks}{unit}");
    }

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaDefinitions definitions)
    {
        var text = base.Schema(definitions);
        return least > TimeSpan.Zero
            ? text
            : new JsonObject { ["anyOf"] = new JsonArray(text, new JsonObject { ["const"] = 0 }) };
    }

    private ScalarReading<TimeSpan> InRange(TimeSpan value) =>
        value < least || value > most ? Bad($"it must be from {Show(least)} to {Show(most)}") : Good(value);
}
