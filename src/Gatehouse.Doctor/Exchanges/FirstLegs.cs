namespace Gatehouse.Doctor.Exchanges;

/// <summary>Tells refusals that belong to a sign-in which went well from those that stayed.</summary>
internal static class FirstLegs
{
    private static readonly string[] Handshakes = ["NTLM", "Negotiate", "Digest", "Kerberos"];

    /// <summary>
    /// Whether the same address was granted later, with credentials that the refused request did not carry yet: the first
    /// leg of Basic, Digest or Windows authentication, or a token that a page renewed.
    /// </summary>
    public static bool IsSettled(Exchange refused, IReadOnlyList<Exchange> all)
    {
        if (refused is not { Request: { } request, Answer.Status: 401 or 407 } || !MayGoOn(refused, request))
        {
            return false;
        }

        return all.Any(later =>
            later.Number > refused.Number
            && later is { Intent: ProbeIntent.Given, Request: { } next, Answer: { Status: < 400 } answer }
            && !answer.IsRedirect
            && next.Method == request.Method
            && next.Url == request.Url
            && next.Target == request.Target
            && !SameCredentials(request, next)
        );
    }

    private static bool MayGoOn(Exchange refused, SentRequest request) =>
        refused.Browser is not null
        || !request.CarriesCredential
        || Handshakes.Any(scheme =>
            request.Authorization?.StartsWith(scheme + " ", StringComparison.OrdinalIgnoreCase) == true
        );

    private static bool SameCredentials(SentRequest one, SentRequest other) =>
        one.Authorization == other.Authorization
        && one.Headers["Proxy-Authorization"] == other.Headers["Proxy-Authorization"]
        && one.Headers["Cookie"] == other.Headers["Cookie"];
}
