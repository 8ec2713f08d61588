using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Gatehouse.Gateway.Configuration.Yaml;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>A mapping from names that the user chooses to values of one kind.</summary>
internal sealed class MapKind<T>(
    ScalarKind<string> name,
    ValueKind<T> item,
    string? declares = null,
    bool mayBeEmpty = true
) : ValueKind<IReadOnlyDictionary<string, T>>
{
    /// <inheritdoc/>
    public override string Words => $"mapping of {name.Words} to {item.Words}";

    /// <inheritdoc/>
    public override IEnumerable<IValueKind> Parts => [name, item];

    /// <inheritdoc/>
    public override bool TryRead(
        YamlNode node,
        Place place,
        Reading reading,
        [MaybeNullWhen(false)] out IReadOnlyDictionary<string, T> value
    )
    {
        value = null;
        if (node is YamlHole)
        {
            return false;
        }

        if (node is not YamlMap map)
        {
            reading.Error(
                "mapping-expected",
                place,
                node,
                $"`{place.Path}` must be a mapping of {name.Words} to {item.Words}."
            );
            return false;
        }

        if (map.Entries.Count == 0 && !mayBeEmpty)
        {
            reading.Error(
                "mapping-empty",
                place,
                node,
                $"`{place.Path}` is empty.",
                "Name at least one, or remove the key."
            );
            return false;
        }

        Dictionary<string, T> values = new(StringComparer.Ordinal);
        var good = true;
        foreach (var entry in map.Entries)
        {
            var at = place.Key(entry.Key.Text);
            var named = name.TryRead(entry.Key, at, reading, out var key);
            if (named && declares is not null)
            {
                reading.Declare(declares, key!);
            }

            if (item.TryRead(entry.Value, at, reading, out var one) && named)
            {
                values[key!] = one;
            }
            else
            {
                good = false;
            }
        }

        value = values;
        return good || values.Count > 0;
    }

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaDefinitions definitions) =>
        new() { ["type"] = "object", ["additionalProperties"] = item.Schema(definitions) };
}
