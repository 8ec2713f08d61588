using System.Text.Json.Nodes;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>The named parts of a JSON Schema.</summary>
internal sealed class SchemaDefinitions
{
    private readonly SortedDictionary<string, JsonObject> _definitions = new(StringComparer.Ordinal);

    /// <summary>A reference to the part of that name, which is made on first use.</summary>
    public JsonObject Refer(string name, Func<JsonObject> make)
    {
        if (!_definitions.ContainsKey(name))
        {
            // The name is taken before the part is made: a part may contain itself.
            _definitions[name] = [];
            _definitions[name] = make();
        }

        return new JsonObject { ["$ref"] = $"#/definitions/{name}" };
    }

    public JsonObject ToJson()
    {
        JsonObject all = [];
        foreach (var (name, definition) in _definitions)
        {
            all[name] = definition;
        }

        return all;
    }
}
