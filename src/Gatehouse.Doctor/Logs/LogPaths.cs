namespace Gatehouse.Doctor.Logs;

/// <summary>What paths are for, as their names tell.</summary>
internal static class LogPaths
{
    private static readonly string[] Renewals = ["refresh", "/renew", "/token"];

    private static readonly string[] SignIns =
    [
        "/login",
        "/signin",
        "/sign-in",
        "/sign_in",
        "/auth/login",
        "/session",
        "/authenticate",
        "/logon",
        "/oauth2/callback",
    ];

    private static readonly string[] WithoutCookies =
    [
        "manifest.json",
        ".webmanifest",
        ".woff",
        ".woff2",
        ".ttf",
        ".otf",
        ".eot",
        ".map",
        ".mjs",
    ];

    /// <summary>A token is renewed or got here.</summary>
    public static bool IsRenewal(string path) =>
        Array.Exists(Renewals, word => path.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>People sign in here.</summary>
    public static bool IsSignIn(string path) =>
        Array.Exists(SignIns, word => path.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>A browser fetches this without cookies and without the page's credentials.</summary>
    public static bool IsFetchedBare(string path) =>
        Array.Exists(WithoutCookies, word => path.EndsWith(word, StringComparison.OrdinalIgnoreCase));
}
