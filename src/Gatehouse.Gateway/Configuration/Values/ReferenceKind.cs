using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Gatehouse.Gateway.Configuration.Yaml;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>The name of a thing that stands elsewhere in the file.</summary>
internal sealed class ReferenceKind(string kind, ScalarKind<string> name) : ValueKind<string>, IExplained
{
    /// <inheritdoc/>
    public string Kind => name.Kind;

    /// <inheritdoc/>
    public string Explanation => name.Explanation;

    /// <inheritdoc/>
    public override string Words => $"{name.Words} from `{kind}`";

    /// <inheritdoc/>
    public override bool TryRead(YamlNode node, Place place, Reading reading, [MaybeNullWhen(false)] out string value)
    {
        if (!name.TryRead(node, place, reading, out value))
        {
            return false;
        }

        reading.Refer(new NameReference(kind, value, Reading.Locate(place, node)));
        return true;
    }

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaDefinitions definitions) => name.Schema(definitions);

    /// <inheritdoc/>
    public override JsonNode? ToJson(string value) => value;
}
