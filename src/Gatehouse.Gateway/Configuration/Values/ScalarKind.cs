using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Gatehouse.Gateway.Configuration.Yaml;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>A value that is one text.</summary>
internal abstract class ScalarKind<T> : ValueKind<T>, IExplained
{
    /// <inheritdoc/>
    public abstract string Kind { get; }

    /// <inheritdoc/>
    public abstract string Explanation { get; }

    /// <inheritdoc/>
    public override string Words => Kind;

    /// <summary>A regular expression that good texts match, for editors; null where none helps.</summary>
    protected virtual string? Pattern => null;

    /// <summary>Reads the text.</summary>
    public abstract ScalarReading<T> Read(string text);

    /// <inheritdoc/>
    public override bool TryRead(YamlNode node, Place place, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is YamlHole)
        {
            return false;
        }

        if (node is not YamlText text || text.IsEmpty)
        {
            reading.Error(
                "value-expected",
                place,
                node,
                $"`{place.Path}` must be one value ({Words}), not {(node is YamlList ? "a list" : node is YamlMap ? "a mapping" : "nothing")}."
            );
            return false;
        }

        var read = Read(text.Text);
        if (read.Wrong is null)
        {
            value = read.Value!;
            return true;
        }

        reading.Error(
            read.Id ?? $"{Kind.ToLowerInvariant().Replace(' ', '-')}-invalid",
            place,
            node,
            $"`{place.Path}` is `{Excerpt.Of(text.Text)}`: {read.Wrong}.",
            read.Fix
        );
        return false;
    }

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaDefinitions definitions)
    {
        JsonObject schema = new() { ["type"] = "string" };
        if (Pattern is not null)
        {
            schema["pattern"] = Pattern;
        }

        return schema;
    }

    /// <inheritdoc/>
    public override JsonNode? ToJson(T value) => value?.ToString();

    /// <summary>A good value.</summary>
    protected static ScalarReading<T> Good(T value) => ScalarReading<T>.Good(value);

    /// <summary>What is wrong, as the second half of a sentence, and what to write.</summary>
    protected static ScalarReading<T> Bad(string wrong, string? fix = null, string? id = null) =>
        ScalarReading<T>.Bad(wrong, fix, id);
}
