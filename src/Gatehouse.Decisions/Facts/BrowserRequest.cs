namespace Gatehouse.Decisions.Facts;

/// <summary>What a browser says of why it sends a request (Fetch Metadata).</summary>
public static class BrowserRequest
{
    /// <summary>Whether a script sends it, so that neither a redirect to a page nor the browser's password box helps.</summary>
    public static bool IsScript(RequestFacts facts) =>
        facts.Headers.First("Sec-Fetch-Mode") is { } mode
            ? mode is not "navigate"
            : facts.Headers.Count("X-Requested-With") > 0;

    /// <summary>Whether a person goes to a page with it.</summary>
    public static bool IsNavigation(RequestFacts facts) =>
        facts.Headers.First("Sec-Fetch-Mode") is { } mode
            ? mode is "navigate"
            : facts.Method is "GET"
                && facts.Headers.Count("X-Requested-With") == 0
                && facts.Headers.First("Accept") is { } accept
                && accept.Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
