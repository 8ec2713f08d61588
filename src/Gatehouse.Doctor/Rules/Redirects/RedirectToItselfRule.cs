using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Redirects;

/// <summary>The answer leads to the very address that was asked for: whoever follows goes round in circles.</summary>
[Names("server.configuration")]
internal sealed class RedirectToItselfRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Request: { Url: { } asked, Method: "GET" or "HEAD" } } main
            || Places.LocationOf(main) is not { } place
            || Bare(place) != Bare(asked)
            || main.Answer!.Headers.Has("Set-Cookie")
        )
        {
            yield break;
        }

        yield return new Clue(
            Causes.Server.Configuration,
            Strength.Strong,
            $"The answer {main.Answer.Status} leads to the very address that was asked for"
        )
        {
            Source = main.Source,
            Remedy =
                $"Look at what the server takes for the scheme and host of the request: behind a proxy that ends TLS it needs X-Forwarded-Proto, and has to be told to trust it",
            RemedyBy = Party.Operator,
        };
    }

    private static string Bare(Uri url) => url.GetLeftPart(UriPartial.Query);
}
