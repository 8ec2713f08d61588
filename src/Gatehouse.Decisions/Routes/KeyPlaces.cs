namespace Gatehouse.Decisions.Routes;

/// <summary>Where an API key may stand on a route, besides <c>Authorization: Key</c>.</summary>
/// <param name="Header">The field name, or null.</param>
/// <param name="Query">The query parameter, or null.</param>
/// <param name="Body">The form or JSON field within the first 64 KiB of the body, or null.</param>
public sealed record KeyPlaces(string? Header, string? Query, string? Body)
{
    /// <summary>The default: the field <c>X-Api-Key</c>.</summary>
    public static KeyPlaces Default { get; } = new("X-Api-Key", Query: null, Body: null);
}
