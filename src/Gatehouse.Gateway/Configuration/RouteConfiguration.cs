namespace Gatehouse.Gateway.Configuration;

/// <summary>A rule that says which requests need what (<c>routes</c>).</summary>
public sealed record RouteConfiguration
{
    /// <summary>The ways in of a route that names none: session, basic, key.</summary>
    public static IReadOnlyList<string> DefaultSchemes { get; } = ["session", "basic", "key"];

    /// <summary>
    /// The pattern of paths in canonical form: literal segments, <c>*</c> for exactly one, <c>**</c> at the end for any
    /// number of them.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>The host, lower case without trailing dot, or <c>*.suffix</c>; null for any.</summary>
    public string? Host { get; init; }

    /// <summary>The methods it is for; null for any.</summary>
    public IReadOnlyList<string>? Methods { get; init; }

    /// <summary>Whom it lets through. Default: those who sign in.</summary>
    public AllowRule Allow { get; init; }

    /// <summary>Whether who is signed in is told although everyone is let through. Default: no.</summary>
    public bool Identify { get; init; }

    /// <summary>The name of the upstream, or null (moved, closed, or forward-auth).</summary>
    public string? Upstream { get; init; }

    /// <summary>The ways in, in the order in which they are offered. Default: <see cref="DefaultSchemes"/>.</summary>
    public IReadOnlyList<string> Schemes { get; init; } = DefaultSchemes;

    /// <summary>The names of the providers whose tokens are taken; empty takes our own alone.</summary>
    public IReadOnlyList<string> Providers { get; init; } = [];

    /// <summary>The path that names the resource the route belongs to (RFC 9728), or null: the site as a whole.</summary>
    public string? Resource { get; init; }

    /// <summary>What is asked of every principal. Default: nothing.</summary>
    public RequirementConfiguration Require { get; init; } = RequirementConfiguration.None;

    /// <summary>What is asked besides, by method; an unsafe method it does not name is refused. Null: any method.</summary>
    public IReadOnlyDictionary<string, RequirementConfiguration>? PerMethod { get; init; }

    /// <summary>Where a key may stand.</summary>
    public KeyPlacesConfiguration Key { get; init; } = KeyPlacesConfiguration.Default;

    /// <summary>Cross-origin rules, or null where the upstream answers for itself.</summary>
    public CorsConfiguration? Cors { get; init; }

    /// <summary>Limits for each client, or null.</summary>
    public LimitsConfiguration? Limits { get; init; }

    /// <summary>What is asked before a request is let through, or null.</summary>
    public FilterConfiguration? Filter { get; init; }

    /// <summary>What is cut off the path before it is forwarded (<c>/api</c>), or null.</summary>
    public string? StripPrefix { get; init; }

    /// <summary>Where it moved to: a path, or an absolute address; null where it did not.</summary>
    public string? MovedTo { get; init; }

    /// <summary>Whether the move is temporary (307 in place of 308). Default: no.</summary>
    public bool Temporary { get; init; }

    /// <summary>Whether callers without access must not learn that it is there. Default: no.</summary>
    public bool Hidden { get; init; }

    /// <summary>Whose status codes its refusals use. Default: RFC 9110's.</summary>
    public ProfileRule Profile { get; init; }

    /// <summary>Whether <c>;</c> parameters are taken in the path. Default: no.</summary>
    public bool AllowsPathParameters { get; init; }

    /// <summary>Whether encoded slashes are taken in the path. Default: no.</summary>
    public bool AllowsEncodedSlash { get; init; }

    /// <summary>Whether <c>Authorization</c> is passed on although the route has schemes. Default: no.</summary>
    public bool PassCredentials { get; init; }

    /// <summary>Whether a forward-auth answer carries the assertion. Default: no.</summary>
    public bool Assertion { get; init; }

    /// <summary>The name in traces and the journal: the path, with the host where there is one.</summary>
    public string Name => Host + Path;

    /// <summary>Where it stands.</summary>
    public ConfigurationLocation Location { get; init; }
}
