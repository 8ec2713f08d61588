using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Gatehouse.Gateway.Configuration.Yaml;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>A mapping with known keys.</summary>
internal abstract class Section<T> : ValueKind<T>, ISection
    where T : class
{
    /// <inheritdoc/>
    public abstract string Title { get; }

    /// <inheritdoc/>
    public abstract string Doc { get; }

    /// <inheritdoc/>
    public abstract IReadOnlyList<ConfigurationKey> Keys { get; }

    /// <inheritdoc/>
    public override string Words => "mapping";

    /// <inheritdoc/>
    public override IEnumerable<IValueKind> Parts => Keys.Select(key => key.Kind);

    /// <summary>
    /// The record, with whatever is wrong between several keys reported. Also called where keys could not be read, with
    /// what stands in for them; the record is dropped then.
    /// </summary>
    protected abstract T Bind(SectionReading reading);

    /// <inheritdoc/>
    public override bool TryRead(YamlNode node, Place place, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        value = null;
        if (node is YamlHole)
        {
            return false;
        }

        if (node is not YamlMap map)
        {
            reading.Error(
                "mapping-expected",
                place,
                node,
                place.Path.Length == 0
                    ? "The file is not a mapping of keys to values."
                    : $"`{place.Path}` must be a mapping of keys to values.",
                $"Its keys are {string.Join(", ", Keys.Select(key => key.Name))}."
            );
            return false;
        }

        SectionReading section = new(reading, place, Reading.Locate(place, node));
        foreach (var entry in map.Entries)
        {
            ReadEntry(entry, section);
        }

        foreach (var key in Keys.Where(key => key.IsRequired && !section.Has(key)))
        {
            section.Lack();
            reading.Error(
                "key-missing",
                place.Key(key.Name),
                node,
                $"{Whole(place)} lacks the key `{key.Name}`.",
                $"Add, for example, `{key.Name}: {key.Example}`."
            );
        }

        var bound = Bind(section);
        value = section.IsComplete ? bound : null;
        return section.IsComplete;
    }

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaDefinitions definitions) =>
        Title.Length == 0 ? MakeSchema(definitions) : definitions.Refer(DefinitionName, () => MakeSchema(definitions));

    private void ReadEntry(YamlEntry entry, SectionReading section)
    {
        var name = entry.Key.Text;
        var place = section.Place.Key(name);
        var key = Keys.FirstOrDefault(known => known.Name == name);
        if (key is null && section.Reading.Problems.IsFull)
        {
            return;
        }

        if (key is null)
        {
            section.Reading.Error(
                "key-unknown",
                place,
                entry.Key,
                $"{Whole(section.Place)} has no key `{Excerpt.Of(name)}`.",
                NearestName.Question(name, Keys.Select(known => known.Name))
                    ?? $"Its keys are {string.Join(", ", Keys.Select(known => known.Name))}."
            );
            return;
        }

        section.Found(key, Reading.Locate(place, entry.Key));
        if (entry.Value is YamlText { IsEmpty: true })
        {
            section.Reading.Error(
                "value-missing",
                place,
                entry.Key,
                $"`{place.Path}` has no value.",
                key.IsRequired
                    ? $"For example: {key.Example}."
                    : "Write one, or remove the key: its default holds then."
            );
        }
        else if (!key.IsRequired && entry.Value is YamlText { IsNull: true })
        {
            return;
        }
        else if (key.TryRead(entry.Value, place, section.Reading, out var value))
        {
            section.Set(key, value);
            return;
        }

        if (key.IsRequired)
        {
            section.Lack();
        }
    }

    // In a reference only what may stand in an address's fragment.
    private string DefinitionName =>
        Title.Replace("[]", "", StringComparison.Ordinal).Replace('.', '-').ToLowerInvariant();

    private static string Whole(Place place) => place.Path.Length == 0 ? "The file" : $"`{place.Path}`";

    private JsonObject MakeSchema(SchemaDefinitions definitions)
    {
        JsonObject properties = [];
        foreach (var key in Keys)
        {
            var schema = key.Kind.Schema(definitions);
            if (!key.IsRequired)
            {
                schema = new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
            }
            else if (schema.ContainsKey("$ref"))
            {
                // Beside a reference, JSON Schema draft 7 ignores every other word.
                schema = new JsonObject { ["allOf"] = new JsonArray(schema) };
            }

            schema["description"] = key.Doc;
            if (key.DefaultJson is { } fallback)
            {
                schema["default"] = fallback;
            }

            properties[key.Name] = schema;
        }

        JsonObject section = new()
        {
            ["type"] = "object",
            ["description"] = Doc,
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
        var required = Keys.Where(key => key.IsRequired).Select(key => (JsonNode)key.Name).ToArray();
        if (required.Length > 0)
        {
            section["required"] = new JsonArray(required);
        }

        return section;
    }
}
