namespace Gatehouse.Gateway.Configuration.Yaml;

/// <summary>Where something stood that is refused and already reported: no second problem is due.</summary>
internal sealed class YamlHole(int line, int column) : YamlNode(line, column);
