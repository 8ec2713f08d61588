namespace Gatehouse.Gateway.Configuration;

/// <summary>Where an API key may stand on a route (<c>key</c>), besides <c>Authorization: Key</c>.</summary>
public sealed record KeyPlacesConfiguration
{
    /// <summary>The default: the field <c>X-Api-Key</c> alone.</summary>
    public static KeyPlacesConfiguration Default { get; } = new() { Header = "X-Api-Key" };

    /// <summary>The header field, or null.</summary>
    public string? Header { get; init; }

    /// <summary>The query parameter, or null.</summary>
    public string? Query { get; init; }

    /// <summary>The form or JSON field in the first 64 KiB of the body, or null.</summary>
    public string? Body { get; init; }
}
