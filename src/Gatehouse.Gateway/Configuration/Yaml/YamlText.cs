namespace Gatehouse.Gateway.Configuration.Yaml;

/// <summary>A scalar; <paramref name="isPlain"/> where it stands without quotes.</summary>
internal sealed class YamlText(string text, bool isPlain, int line, int column) : YamlNode(line, column)
{
    public string Text { get; } = text;

    /// <summary>Nothing stands where a value is due.</summary>
    public bool IsEmpty => isPlain && Text.Length == 0;

    /// <summary>An explicit null.</summary>
    public bool IsNull => isPlain && Text is "null" or "~" or "Null" or "NULL";
}
