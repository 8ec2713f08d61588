namespace Gatehouse.Doctor.Exchanges;

/// <summary>Reads where an answer sends its reader.</summary>
internal static class Places
{
    private static readonly string[] SignInWords =
    [
        "login",
        "log-in",
        "log_in",
        "signin",
        "sign-in",
        "sign_in",
        "logon",
        "/auth",
        "oauth",
        "openid",
        "authorize",
        "/sso",
        "saml",
        "/idp",
        "accounts.google.com",
        "login.microsoftonline.com",
        "cloudflareaccess.com",
        "returnurl=",
        "return_to=",
        "redirect_uri=",
        "?rd=",
        "&rd=",
        "?next=",
    ];

    /// <summary>The absolute address that <c>Location</c> means; null where there is none or it cannot be read.</summary>
    public static Uri? LocationOf(Exchange exchange)
    {
        if (exchange.Answer is not { IsRedirect: true } answer || answer.Headers["Location"] is not { } location)
        {
            return null;
        }

        return exchange.Request?.Url is { } from
            ? Uri.TryCreate(from, location, out var to)
                ? to
                : null
            : Uri.TryCreate(location, UriKind.Absolute, out var absolute)
                ? absolute
                : null;
    }

    /// <summary>Whether this address looks like a place to sign in.</summary>
    public static bool IsSignIn(Uri place)
    {
        var text = place.OriginalString;
        return SignInWords.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether scheme, host and port are the same.</summary>
    public static bool SameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme
        && one.Port == other.Port
        && one.Host.Equals(other.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a credential given for one address may go to the other: to the same origin, or from http to https of the
    /// same host on the usual ports.
    /// </summary>
    public static bool SameOriginOrSafer(Uri place, Uri given) =>
        SameOrigin(place, given)
        || (
            place.Host.Equals(given.Host, StringComparison.OrdinalIgnoreCase)
            && place.Scheme == Uri.UriSchemeHttps
            && given.Scheme == Uri.UriSchemeHttp
            && place.IsDefaultPort
            && given.IsDefaultPort
        );
}
