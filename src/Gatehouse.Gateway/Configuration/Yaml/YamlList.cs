namespace Gatehouse.Gateway.Configuration.Yaml;

/// <summary>A sequence.</summary>
internal sealed class YamlList(IReadOnlyList<YamlNode> items, int line, int column) : YamlNode(line, column)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;
}
