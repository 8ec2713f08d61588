using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gatehouse.Lab.Provider;

/// <summary>A knob as it is turned over HTTP.</summary>
internal sealed class ProviderKnob
{
    private readonly Func<ProviderKnobs, JsonNode?> _read;
    private readonly Func<ProviderKnobs, JsonElement, (ProviderKnobs? Knobs, string? Fault)> _write;

    private ProviderKnob(
        string name,
        string meaning,
        Func<ProviderKnobs, JsonNode?> read,
        Func<ProviderKnobs, JsonElement, (ProviderKnobs? Knobs, string? Fault)> write
    )
    {
        Name = name;
        Meaning = meaning;
        _read = read;
        _write = write;
    }

    public string Name { get; }

    public string Meaning { get; }

    public JsonNode? Read(ProviderKnobs knobs) => _read(knobs);

    /// <summary>The knobs with this one turned; null turns it back. A fault follows the knob's name in a sentence.</summary>
    public (ProviderKnobs? Knobs, string? Fault) Write(ProviderKnobs knobs, JsonElement value) => _write(knobs, value);

    public static ProviderKnob Flag(
        string name,
        string meaning,
        Func<ProviderKnobs, bool> get,
        Func<ProviderKnobs, bool, ProviderKnobs> set
    ) =>
        new(
            name,
            meaning,
            knobs => get(knobs),
            (knobs, value) =>
                value.ValueKind switch
                {
                    JsonValueKind.True => (set(knobs, true), null),
                    JsonValueKind.False => (set(knobs, false), null),
                    JsonValueKind.Null => (set(knobs, get(new ProviderKnobs())), null),
                    _ => (null, "is true or false"),
                }
        );

    public static ProviderKnob Duration(
        string name,
        string meaning,
        Func<ProviderKnobs, TimeSpan> get,
        Func<ProviderKnobs, TimeSpan, ProviderKnobs> set
    ) =>
        new(
            name,
            meaning,
            knobs => DurationText.Write(get(knobs)),
            (knobs, value) =>
                value.ValueKind == JsonValueKind.Null ? (set(knobs, get(new ProviderKnobs())), null)
                : DurationText.TryParse(TextOf(value), out var duration) ? (set(knobs, duration), null)
                : (null, $"is {DurationText.Form}")
        );

    public static ProviderKnob Text(
        string name,
        string meaning,
        Func<ProviderKnobs, string?> get,
        Func<ProviderKnobs, string?, ProviderKnobs> set
    ) =>
        new(
            name,
            meaning,
            knobs => get(knobs),
            (knobs, value) =>
                value.ValueKind is JsonValueKind.String or JsonValueKind.Null
                    ? (set(knobs, value.GetString()), null)
                    : (null, "is a text, or null")
        );

    public static ProviderKnob Choice<T>(
        string name,
        string meaning,
        Func<ProviderKnobs, T> get,
        Func<ProviderKnobs, T, ProviderKnobs> set
    )
        where T : struct, Enum =>
        new(
            name,
            $"{meaning} One of: {string.Join(", ", EnumText<T>.Names)}.",
            knobs => EnumText<T>.Write(get(knobs)),
            (knobs, value) =>
                value.ValueKind == JsonValueKind.Null ? (set(knobs, get(new ProviderKnobs())), null)
                : EnumText<T>.TryParse(TextOf(value), out var choice) ? (set(knobs, choice), null)
                : (null, $"is none of its values. {NearestName.Hint(TextOf(value), EnumText<T>.Names)}")
        );

    /// <summary>One value for each endpoint; what is not named stays, null takes it away.</summary>
    public static ProviderKnob Endpoints<T>(
        string name,
        string meaning,
        Func<ProviderKnobs, ImmutableSortedDictionary<ProviderEndpoint, T>> get,
        Func<ProviderKnobs, ImmutableSortedDictionary<ProviderEndpoint, T>, ProviderKnobs> set,
        Func<T, string> write,
        Func<string, (T? Value, string? Fault)> read
    ) =>
        new(
            name,
            $"{meaning} Endpoints: {string.Join(", ", EnumText<ProviderEndpoint>.Names)}; `all` for all.",
            knobs => new JsonObject(
                get(knobs)
                    .Select(pair =>
                        KeyValuePair.Create(
                            EnumText<ProviderEndpoint>.Write(pair.Key),
                            (JsonNode?)JsonValue.Create(write(pair.Value))
                        )
                    )
            ),
            (knobs, value) =>
                value.ValueKind switch
                {
                    JsonValueKind.Null => (set(knobs, get(knobs).Clear()), null),
                    JsonValueKind.Object => ReadEndpoints(get(knobs), value, read) is var (map, fault)
                    && map is not null
                        ? (set(knobs, map), null)
                        : (null, fault),
                    _ => (null, "is an object with an endpoint for each name, or null"),
                }
        );

    private static (ImmutableSortedDictionary<ProviderEndpoint, T>? Map, string? Fault) ReadEndpoints<T>(
        ImmutableSortedDictionary<ProviderEndpoint, T> map,
        JsonElement value,
        Func<string, (T? Value, string? Fault)> read
    )
    {
        foreach (var member in value.EnumerateObject())
        {
            ProviderEndpoint[] endpoints =
                member.Name == "all" ? Enum.GetValues<ProviderEndpoint>()
                : EnumText<ProviderEndpoint>.TryParse(member.Name, out var one) ? [one]
                : [];
            if (endpoints.Length == 0)
            {
                return (
                    null,
                    $"has no endpoint {Quoted(member.Name)}. {NearestName.Hint(member.Name, EnumText<ProviderEndpoint>.Names)}"
                );
            }

            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                map = map.RemoveRange(endpoints);
                continue;
            }

            var (read1, fault) = read(TextOf(member.Value));
            if (fault is not null)
            {
                return (null, $"of {member.Name} {fault}");
            }

            map = map.SetItems(endpoints.Select(endpoint => KeyValuePair.Create(endpoint, read1!)));
        }

        return (map, null);
    }

    private static string TextOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            _ => "",
        };

    private static string Quoted(string name) => $"`{(name.Length > 40 ? name[..40] + "..." : name)}`";
}
