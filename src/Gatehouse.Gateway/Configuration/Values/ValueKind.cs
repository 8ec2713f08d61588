using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Gatehouse.Gateway.Configuration.Yaml;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>One kind of value: how it is read, and how the documentation and the JSON Schema describe it.</summary>
internal abstract class ValueKind<T> : IValueKind
{
    /// <inheritdoc/>
    public abstract string Words { get; }

    /// <inheritdoc/>
    public virtual IEnumerable<IValueKind> Parts => [];

    /// <inheritdoc/>
    public abstract JsonObject Schema(SchemaDefinitions definitions);

    /// <summary>Reads a value; false where its problems have been reported.</summary>
    public abstract bool TryRead(YamlNode node, Place place, Reading reading, [MaybeNullWhen(false)] out T value);

    /// <summary>The value as JSON writes it, for defaults; null where it is not worth showing.</summary>
    public virtual JsonNode? ToJson(T value) => null;
}
