namespace Gatehouse.Gateway.Configuration;

/// <summary>Where in a configuration file something stands.</summary>
/// <param name="KeyPath">The way to it by keys and places: <c>routes[2].require.scopes</c>; empty for the whole file.</param>
/// <param name="Line">The line, from 1; 0 for what no file says.</param>
/// <param name="Column">The column, from 1; 0 for what no file says.</param>
public readonly record struct ConfigurationLocation(string KeyPath, int Line, int Column)
{
    /// <summary>Of what is built in and stands in no file.</summary>
    public static ConfigurationLocation None { get; } = new("", 0, 0);
}
