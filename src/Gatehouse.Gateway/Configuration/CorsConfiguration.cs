namespace Gatehouse.Gateway.Configuration;

/// <summary>A route's cross-origin rules (<c>cors</c>; Fetch standard, CORS protocol).</summary>
public sealed record CorsConfiguration
{
    /// <summary>The origins as browsers send them (<c>https://shop.example</c>); <c>*</c> alone means any.</summary>
    public required IReadOnlyList<string> Origins { get; init; }

    /// <summary>The methods a preflight may ask for. Default: GET, HEAD, POST.</summary>
    public IReadOnlyList<string> Methods { get; init; } = ["GET", "HEAD", "POST"];

    /// <summary>The header names a preflight may ask for, in lower case. Default: none.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>The response header names that pages may read besides those of a refusal. Default: none.</summary>
    public IReadOnlyList<string> Expose { get; init; } = [];

    /// <summary>Whether requests with credentials are allowed. Default: no.</summary>
    public bool Credentials { get; init; }

    /// <summary>How long a browser may remember a preflight's answer: 0 to 24h. Default: 10m.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromMinutes(10);
}
