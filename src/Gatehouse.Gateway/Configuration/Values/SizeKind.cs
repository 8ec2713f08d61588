using System.Globalization;
using System.Text.Json.Nodes;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>A number of bytes with its unit.</summary>
internal sealed class SizeKind(long least, long most) : ScalarKind<long>
{
    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("KiB", 1L << 10),
        ("MiB", 1L << 20),
        ("GiB", 1L << 30),
        ("TiB", 1L << 40),
    ];

    /// <inheritdoc/>
    public override string Kind => "size";

    /// <inheritdoc/>
    public override string Explanation => "A whole number and its unit: `64KiB`, `512MiB`, `2GiB` or `1TiB`.";

    /// <inheritdoc/>
    public override string Words => $"size, {Show(least)} to {Show(most)}";

    /// <inheritdoc/>
    protected override string Pattern => "^[1-9][0-9]{0,8}(KiB|MiB|GiB|TiB)$";

    /// <inheritdoc/>
    public override ScalarReading<long> Read(string text)
    {
        foreach (var (unit, bytes) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal))
            {
                continue;
            }

            var number = text.AsSpan(0, text.Length - unit.Length);
            if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count < 1 << 20)
            {
                var size = count * bytes;
                return size < least || size > most ? Bad($"it must be from {Show(least)} to {Show(most)}") : Good(size);
            }
        }

        return Bad("a size is a whole number and one of the units KiB, MiB, GiB and TiB", "For example 512MiB.");
    }

    /// <inheritdoc/>
    public override JsonNode? ToJson(long value) => Show(value);

    private static string Show(long value)
    {
        var (unit, bytes) = Units.LastOrDefault(unit => value % unit.Bytes == 0, Units[0]);
        return string.Create(CultureInfo.InvariantCulture, $"{value / bytes}{unit}");
    }
}
