using System.Text.Json.Nodes;
using Gatehouse.Gateway.Configuration.Yaml;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>A key whose value is of one type.</summary>
internal sealed class ConfigurationKeyOf<T> : ConfigurationKey
{
    private readonly ValueKind<T> _kind;
    private readonly string? _defaultText;
    private readonly bool _hasDefault;

    private ConfigurationKeyOf(
        string name,
        ValueKind<T> kind,
        T? fallback,
        bool hasDefault,
        string doc,
        string example,
        string? defaultText
    )
        : base(name, doc, example)
    {
        _kind = kind;
        _hasDefault = hasDefault;
        _defaultText = defaultText;
        Fallback = fallback;
    }

    /// <summary>What stands in for a value that is not there.</summary>
    public T? Fallback { get; }

    public override IValueKind Kind => _kind;

    public override JsonNode? DefaultJson => _hasDefault ? _kind.ToJson(Fallback!) : null;

    public override string DefaultText => _defaultText ?? Show(DefaultJson);

    /// <summary>A key that may be left out, and what holds then.</summary>
    public static ConfigurationKeyOf<T> WithDefault(
        string name,
        ValueKind<T> kind,
        T fallback,
        string doc,
        string example,
        string? defaultText = null
    ) => new(name, kind, fallback, hasDefault: true, doc, example, defaultText);

    /// <summary>A key that may be left out.</summary>
    public static ConfigurationKeyOf<T> Optional(
        string name,
        ValueKind<T> kind,
        string doc,
        string example,
        string? defaultText = null
    ) => new(name, kind, fallback: default, hasDefault: false, doc, example, defaultText);

    /// <summary>A key that must be there; the placeholder lets the rest be checked where it is not.</summary>
    public static ConfigurationKeyOf<T> Required(
        string name,
        ValueKind<T> kind,
        T placeholder,
        string doc,
        string example
    ) => new(name, kind, placeholder, hasDefault: false, doc, example, defaultText: null) { IsRequired = true };

    public override bool TryRead(YamlNode node, Place place, Reading reading, out object? value)
    {
        if (_kind.TryRead(node, place, reading, out var typed))
        {
            value = typed;
            return true;
        }

        value = null;
        return false;
    }

    private static string Show(JsonNode? value) =>
        value switch
        {
            null => "",
            JsonArray items => $"[{string.Join(", ", items.Select(Show))}]",
            JsonValue scalar when scalar.TryGetValue<string>(out var text) => text,
            _ => value.ToJsonString(),
        };
}
