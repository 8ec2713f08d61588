namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>The keys of one mapping, read: what a section makes its record of.</summary>
internal sealed class SectionReading(Reading reading, Place place, ConfigurationLocation location)
{
    private readonly Dictionary<ConfigurationKey, object?> _values = [];
    private readonly Dictionary<ConfigurationKey, ConfigurationLocation> _locations = [];

    public Reading Reading { get; } = reading;

    public Place Place { get; } = place;

    /// <summary>Where the mapping starts.</summary>
    public ConfigurationLocation Location { get; } = location;

    /// <summary>Whether every key that must be there is, with a value that could be read.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Whether the key stands in the file, with whatever value.</summary>
    public bool Has(ConfigurationKey key) => _locations.ContainsKey(key);

    /// <summary>Where the key stands, or the mapping where it does not.</summary>
    public ConfigurationLocation LocationOf(ConfigurationKey key) =>
        _locations.TryGetValue(key, out var found) ? found : Location;

    /// <summary>The value, or what stands in for it.</summary>
    public T Get<T>(ConfigurationKeyOf<T> key) => _values.TryGetValue(key, out var value) ? (T)value! : key.Fallback!;

    /// <summary>The value, or null.</summary>
    public T? Find<T>(ConfigurationKeyOf<T> key)
        where T : class => _values.TryGetValue(key, out var value) ? (T?)value : null;

    /// <summary>The value, or null.</summary>
    public T? FindValue<T>(ConfigurationKeyOf<T> key)
        where T : struct => _values.TryGetValue(key, out var value) ? (T?)value : null;

    /// <summary>Reports that the key's value can't be, beside the others.</summary>
    public void Error(ConfigurationKey key, string id, string message, string? fix = null) =>
        Reading.Problems.Error(id, LocationOf(key), message, fix);

    /// <summary>Reports that the key's value is probably not meant so, beside the others.</summary>
    public void Warn(ConfigurationKey key, string id, string message, string? fix = null) =>
        Reading.Problems.Warn(id, LocationOf(key), message, fix);

    /// <summary>The way to a key of this mapping.</summary>
    public string PathOf(ConfigurationKey key) => Place.Key(key.Name).Path;

    internal void Found(ConfigurationKey key, ConfigurationLocation location) => _locations[key] = location;

    internal void Set(ConfigurationKey key, object? value) => _values[key] = value;

    internal void Lack() => IsComplete = false;
}
