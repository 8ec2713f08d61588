using System.Text.Json.Nodes;
using Gatehouse.Gateway.Configuration.Yaml;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>A key of a section: its one description, from which reading, schema and documentation follow.</summary>
internal abstract class ConfigurationKey(string name, string doc, string example)
{
    public string Name { get; } = name;

    /// <summary>What it does, in a sentence.</summary>
    public string Doc { get; } = doc;

    /// <summary>A value, as YAML writes it.</summary>
    public string Example { get; } = example;

    public bool IsRequired { get; protected init; }

    public abstract IValueKind Kind { get; }

    /// <summary>What holds where the key is left out, in words; empty where nothing does.</summary>
    public abstract string DefaultText { get; }

    /// <summary>What holds where the key is left out, as JSON; null where that is not one value.</summary>
    public abstract JsonNode? DefaultJson { get; }

    /// <summary>Reads a value; false where its problems have been reported.</summary>
    public abstract bool TryRead(YamlNode node, Place place, Reading reading, out object? value);
}
