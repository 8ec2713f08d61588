namespace Gatehouse.Gateway.Configuration.Yaml;

/// <summary>A node of a YAML document, with where it starts (both from 1).</summary>
internal abstract class YamlNode(int line, int column)
{
    public int Line { get; } = line;

    public int Column { get; } = column;
}
