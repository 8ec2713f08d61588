using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Gatehouse.Gateway.Configuration.Yaml;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>A list of values of one kind.</summary>
internal sealed class ListKind<T>(ValueKind<T> item, bool mayBeEmpty = true) : ValueKind<IReadOnlyList<T>>
{
    /// <inheritdoc/>
    public override string Words => $"list of {item.Words}";

    /// <inheritdoc/>
    public override IEnumerable<IValueKind> Parts => [item];

    /// <inheritdoc/>
    public override bool TryRead(
        YamlNode node,
        Place place,
        Reading reading,
        [MaybeNullWhen(false)] out IReadOnlyList<T> value
    )
    {
        value = null;
        if (node is YamlHole)
        {
            return false;
        }

        if (node is not YamlList list)
        {
            reading.Error(
                "list-expected",
                place,
                node,
                $"`{place.Path}` must be a list of {item.Words}.",
                node is YamlText ? "Write the one value in brackets: [value]." : null
            );
            return false;
        }

        if (list.Items.Count == 0 && !mayBeEmpty)
        {
            reading.Error(
                "list-empty",
                place,
                node,
                $"`{place.Path}` is empty.",
                "Name at least one, or remove the key."
            );
            return false;
        }

        List<T> values = [];
        HashSet<T> seen = [];
        var good = true;
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (!item.TryRead(list.Items[i], place.Item(i), reading, out var one))
            {
                good = false;
            }
            else if (item is IExplained && !seen.Add(one))
            {
                reading.Warn(
                    "list-repeats",
                    place.Item(i),
                    list.Items[i],
                    $"`{place.Item(i).Path}` stands in the list twice."
                );
            }
            else
            {
                values.Add(one);
            }
        }

        // What could be read is kept for further checks of the file; the errors keep it from being used.
        value = values;
        return good || values.Count > 0;
    }

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaDefinitions definitions)
    {
        JsonObject schema = new() { ["type"] = "array", ["items"] = item.Schema(definitions) };
        if (!mayBeEmpty)
        {
            schema["minItems"] = 1;
        }

        return schema;
    }

    /// <inheritdoc/>
    public override JsonNode? ToJson(IReadOnlyList<T> value) => new JsonArray([.. value.Select(item.ToJson)]);
}
