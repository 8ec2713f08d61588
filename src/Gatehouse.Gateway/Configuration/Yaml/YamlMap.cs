namespace Gatehouse.Gateway.Configuration.Yaml;

/// <summary>A mapping, in the order of the file; repeated keys are reported and left out.</summary>
internal sealed class YamlMap(IReadOnlyList<YamlEntry> entries, int line, int column) : YamlNode(line, column)
{
    public IReadOnlyList<YamlEntry> Entries { get; } = entries;
}
