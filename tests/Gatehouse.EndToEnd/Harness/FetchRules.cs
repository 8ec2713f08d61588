namespace Gatehouse.EndToEnd.Harness;

/// <summary>
/// What a browser makes of an answer to another origin's page (Fetch standard: CORS check, CORS-preflight fetch, CORS
/// filtered response), so that tests judge the gateway's answers as pages meet them.
/// </summary>
public static class FetchRules
{
    private static readonly string[] Safelisted =
    [
        "cache-control",
        "content-language",
        "content-length",
        "content-type",
        "expires",
        "last-modified",
        "pragma",
    ];

    /// <summary>Whether the page may have the answer.</summary>
    public static bool Shares(ReceivedAnswer answer, string origin, bool credentials)
    {
        var allowed = answer.Combined("Access-Control-Allow-Origin");
        return allowed is not null
            && ((!credentials && allowed == "*") || allowed == origin)
            && (!credentials || answer.Combined("Access-Control-Allow-Credentials") == "true");
    }

    /// <summary>Whether the real request follows this answer to its preflight.</summary>
    public static bool Proceeds(
        ReceivedAnswer answer,
        string origin,
        string method,
        IReadOnlyCollection<string> headers,
        bool credentials
    )
    {
        if (!Shares(answer, origin, credentials) || answer.Status is < 200 or > 299)
        {
            return false;
        }

        if (
            !TryList(answer, "Access-Control-Allow-Methods", out var methods)
            || !TryList(answer, "Access-Control-Allow-Headers", out var names)
        )
        {
            return false;
        }

        var anyMethod = !credentials && methods.Contains("*", StringComparer.Ordinal);
        var anyName = !credentials && names.Contains("*", StringComparer.Ordinal);
        return (method is "GET" or "HEAD" or "POST" || anyMethod || methods.Contains(method, StringComparer.Ordinal))
            && headers.All(name =>
                names.Contains(name, StringComparer.OrdinalIgnoreCase)
                || (anyName && !name.Equals("authorization", StringComparison.OrdinalIgnoreCase))
            );
    }

    /// <summary>Whether the page may read a field of an answer that is shared with it.</summary>
    public static bool MayRead(ReceivedAnswer answer, string name, bool credentials)
    {
        if (name.Equals("set-cookie", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return Safelisted.Contains(name, StringComparer.OrdinalIgnoreCase)
            || (
                TryList(answer, "Access-Control-Expose-Headers", out var exposed)
                && (
                    exposed.Contains(name, StringComparer.OrdinalIgnoreCase)
                    || (!credentials && exposed.Contains("*", StringComparer.Ordinal))
                )
            );
    }

    private static bool TryList(ReceivedAnswer answer, string name, out string[] members)
    {
        members = (answer.Combined(name) ?? "").Split(
            ',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        return members.All(member =>
            member.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal))
        );
    }
}
