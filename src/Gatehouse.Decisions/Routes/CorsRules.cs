using System.Collections.Frozen;

namespace Gatehouse.Decisions.Routes;

/// <summary>A route's cross-origin rules (Fetch standard, CORS protocol).</summary>
public sealed class CorsRules
{
    /// <summary>The origins, exactly as browsers send them; <c>*</c> alone means any, without credentials.</summary>
    public required FrozenSet<string> Origins { get; init; }

    /// <summary>The methods a preflight may ask for.</summary>
    public required FrozenSet<string> Methods { get; init; }

    /// <summary>The request header names a preflight may ask for, compared ignoring case.</summary>
    public required FrozenSet<string> Headers { get; init; }

    /// <summary>The response header names that pages may read besides those of a refusal.</summary>
    public IReadOnlyList<string> Exposed { get; init; } = [];

    /// <summary>Whether requests with credentials are allowed.</summary>
    public bool Credentials { get; init; }

    /// <summary>How long a browser may remember a preflight's answer.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether this origin may read answers.</summary>
    public bool Allows(string origin) => Origins.Contains(origin) || (!Credentials && Origins.Contains("*"));

    /// <summary>Whether this origin is listed by name and trusted with credentials.</summary>
    public bool Trusts(string origin) => Credentials && Origins.Contains(origin);
}
