using System.Globalization;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Rules.Cookies;

/// <summary>A <c>Set-Cookie</c> line as a browser reads it (RFC 6265bis section 5).</summary>
/// <param name="Name">The cookie's name.</param>
/// <param name="Length">The length of name and value.</param>
/// <param name="From">The exchange whose answer set it.</param>
internal sealed record SetCookie(string Name, int Length, Exchange From)
{
    // "deleted" and "expired" are shorter.
    private const int FewestLetters = 12;

    private static readonly string[] Signs =
    [
        "sess",
        "sid",
        "auth",
        "token",
        "jwt",
        "login",
        "identity",
        "remember",
        "user",
        "aspnet",
        "sso",
    ];

    public string? Domain { get; init; }

    public string? Path { get; init; }

    public bool Secure { get; init; }

    public string? SameSite { get; init; }

    /// <summary>When it ends; null for the end of the browser's run.</summary>
    public DateTimeOffset? Ends { get; init; }

    /// <summary>Whether its name is like those of cookies that hold a sign-in.</summary>
    public bool LooksLikeSession =>
        Signs.Any(sign => Name.Contains(sign, StringComparison.OrdinalIgnoreCase))
        && !Name.Contains("csrf", StringComparison.OrdinalIgnoreCase)
        && !Name.Contains("xsrf", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a line; null where it names no cookie or deletes one.</summary>
    public static SetCookie? Read(string line, Exchange from)
    {
        var parts = line.Split(';');
        var equals = parts[0].IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            return null;
        }

        var attributes = parts
            .Skip(1)
            .Select(part => part.Split('=', 2))
            .GroupBy(part => part[0].Trim().ToLowerInvariant(), StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => group.Last() is [_, var value] ? value.Trim() : string.Empty,
                StringComparer.Ordinal
            );
        var cookie = new SetCookie(parts[0][..equals].Trim(), parts[0].Trim().Length, from)
        {
            Domain = attributes.GetValueOrDefault("domain")?.TrimStart('.') is { Length: > 0 } domain ? domain : null,
            Path = attributes.GetValueOrDefault("path") is ['/', ..] path ? path : null,
            Secure = attributes.ContainsKey("secure"),
            SameSite = attributes.GetValueOrDefault("samesite")?.ToLowerInvariant(),
            Ends = EndOf(attributes, from.At),
        };
        return cookie.Ends is { } ends && from.At is { } at && ends <= at && !Holds(parts[0][(equals + 1)..], from)
            ? null
            : cookie;
    }

    // What ends as it comes is deleted, unless it is the value of a sign-in that has just been granted: then somebody
    // got the time wrong.
    private static bool Holds(string value, Exchange from) =>
        value.Trim().Trim('"').Length >= FewestLetters && from is { Request.Method: "POST", Answer.Status: < 400 };

    private static DateTimeOffset? EndOf(Dictionary<string, string> attributes, DateTimeOffset? at)
    {
        if (
            attributes.TryGetValue("max-age", out var age)
            && long.TryParse(age, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
        )
        {
            return at?.AddSeconds(Math.Clamp(seconds, -1, 400L * 24 * 3600));
        }

        return
            attributes.TryGetValue("expires", out var expires)
            && DateTimeOffset.TryParse(
                expires,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var ends
            )
            ? ends
            : null;
    }
}
