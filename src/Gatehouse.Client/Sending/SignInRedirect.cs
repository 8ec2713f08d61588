namespace Gatehouse.Client.Sending;

/// <summary>Tells a redirect to a sign-in page, which is a refusal in disguise, from others.</summary>
internal static class SignInRedirect
{
    private static readonly string[] Requests = ["SAMLRequest=", "wa=wsignin", "openid.mode="];
    private static readonly string[] Pages = ["login", "logon", "signin", "sign-in", "sign_in", "sso"];
    private static readonly string[] Returns =
    [
        "returnurl=",
        "return_url=",
        "return_to=",
        "returnto=",
        "redirect=",
        "redirect_uri=",
        "redirect_url=",
        "next=",
        "continue=",
        "rd=",
        "goto=",
        "service=",
        "from=",
    ];

    /// <summary>
    /// Whether the address is one where people sign in: a request to an OpenID or SAML provider, or a page that is called so
    /// and is told where to return to, or nothing at all.
    /// </summary>
    public static bool Is(Uri target)
    {
        var query = target.Query;
        if (
            (Holds(query, "response_type=") && Holds(query, "client_id="))
            || Array.Exists(Requests, word => Holds(query, word))
        )
        {
            return true;
        }

        var path = target.AbsolutePath.TrimEnd('/');
        var page = path[(path.LastIndexOf('/') + 1)..];
        var dot = page.IndexOf('.', StringComparison.Ordinal);
        page = dot > 0 ? page[..dot] : page;
        return Array.Exists(Pages, name => page.Equals(name, StringComparison.OrdinalIgnoreCase))
            && (query.Length == 0 || Array.Exists(Returns, word => Holds(query, word)));
    }

    private static bool Holds(string query, string word) =>
        query.Contains('?' + word, StringComparison.OrdinalIgnoreCase)
        || query.Contains('&' + word, StringComparison.OrdinalIgnoreCase);
}
