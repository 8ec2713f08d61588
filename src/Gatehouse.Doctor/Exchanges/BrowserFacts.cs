namespace Gatehouse.Doctor.Exchanges;

/// <summary>What a browser's recording tells besides request and answer.</summary>
public sealed record BrowserFacts
{
    /// <summary>The page that asked; null where it is not known.</summary>
    public Uri? Page { get; init; }

    /// <summary>What asked: <c>document</c>, <c>xhr</c>, <c>fetch</c>, <c>script</c>, <c>manifest</c>...</summary>
    public string? ResourceType { get; init; }

    /// <summary>Whether the answer came out of the browser's cache.</summary>
    public bool FromCache { get; init; }

    /// <summary>Whether a service worker answered.</summary>
    public bool FromServiceWorker { get; init; }

    /// <summary>The browser's own words about a failure, such as <c>net::ERR_FAILED</c>.</summary>
    public string? Error { get; init; }
}
