using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Gatehouse.Gateway.Configuration.Yaml;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>The path of a file or folder, relative to the configuration file's folder.</summary>
internal sealed class FileKind(bool mustExist = true) : ValueKind<string>, IExplained
{
    /// <inheritdoc/>
    public string Kind => "file";

    /// <inheritdoc/>
    public string Explanation => "A path; a relative one starts from the folder of the configuration file.";

    /// <inheritdoc/>
    public override string Words => mustExist ? Kind : "folder";

    /// <inheritdoc/>
    public override bool TryRead(YamlNode node, Place place, Reading reading, [MaybeNullWhen(false)] out string value)
    {
        value = null;
        if (node is YamlHole)
        {
            return false;
        }

        if (node is not YamlText { Text.Length: > 0 } text || text.Text.Any(char.IsControl))
        {
            reading.Error("file-invalid", place, node, $"`{place.Path}` must be the path of a {Words}.");
            return false;
        }

        value = Path.GetFullPath(text.Text, reading.BaseDirectory);
        if (mustExist && !File.Exists(value))
        {
            reading.Warn(
                "file-missing",
                place,
                node,
                $"`{place.Path}` is `{Excerpt.Of(text.Text)}`: there is no file {Excerpt.Of(value)}. What needs it stays closed."
            );
        }

        return true;
    }

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaDefinitions definitions) =>
        new() { ["type"] = "string", ["minLength"] = 1 };

    /// <inheritdoc/>
    public override JsonNode? ToJson(string value) => value;
}
