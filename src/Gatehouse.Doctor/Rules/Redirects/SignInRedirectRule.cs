using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Redirects;

/// <summary>The refusal is a redirect to a place to sign in.</summary>
[Names("refusal.as-redirect", "session.unknown")]
internal sealed class SignInRedirectRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            (Redirected(file) ?? file.Main) is not { } main
            || Places.LocationOf(main) is not { } place
            || !Places.IsSignIn(place)
        )
        {
            yield break;
        }

        if (main.Request?.Url is { } asked && Portals.IsPortal(asked, place))
        {
            yield break;
        }

        var foreign = main.Request?.Url is { } from && from.Host != place.Host;
        yield return new Clue(
            Causes.Refusal.AsRedirect,
            !IsBare(main) ? Strength.Moderate
                : foreign ? Strength.Decisive
                : Strength.Strong,
            $"The answer is {main.Answer!.Status} and sends the reader to a place to sign in: {place.GetLeftPart(UriPartial.Path)}"
        )
        {
            Source = main.Source,
            Remedy =
                $"Take this redirect for a 401: the session or token is missing, ended or not looked at; programs ask with Accept: application/json",
        };
        if (CredentialPlaces.In(main.Request ?? file.Subject!).Any(given => given.Kind == CredentialKind.Cookie))
        {
            yield return new Clue(
                Causes.Session.Unknown,
                Strength.Marked,
                $"The request carries a cookie, and the answer sends the reader to sign in again"
            )
            {
                Source = main.Source,
                Question = $"Does the same address work in a browser right after signing in?",
            };
        }
    }

    // With a session's cookie or a provider's answer in it, the redirect says that these did not do.
    private static bool IsBare(Exchange main) =>
        main.Request is not { } request
        || (
            request.Body?.Contains("SAMLResponse=", StringComparison.Ordinal) != true
            && !CredentialPlaces.In(request).Any(given => given.Kind == CredentialKind.Cookie)
        );

    // A program that follows ends at the page to sign in, with 200; a person that does is where they want to be.
    private static Exchange? Redirected(CaseFile file) =>
        file.Main
            is {
                Intent: ProbeIntent.Given,
                Request.Url: { } end,
                Browser: null or { ResourceType: "xhr" or "fetch" or null },
                Answer: null or { IsSuccess: true }
            }
            ? file.All(ProbeIntent.Given).LastOrDefault(exchange => Places.LocationOf(exchange) == end)
            : null;
}
