namespace Gatehouse.Gateway.Configuration.Yaml;

/// <summary>One key of a mapping and its value.</summary>
internal sealed record YamlEntry(YamlText Key, YamlNode Value);
