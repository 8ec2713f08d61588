using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Redirects;

/// <summary>Plain http is answered with a redirect to the sign-in page of a network.</summary>
[Names("proxy.captive-portal")]
internal sealed class CaptivePortalRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Main is { Request.Url: { } asked, Answer: { } page } answered && Portals.IsPortalPage(asked, page))
        {
            yield return new Clue(
                Causes.Proxy.CaptivePortal,
                Strength.Decisive,
                $"In place of the answer comes a page that leads to a network's own sign-in page"
            )
            {
                Source = answered.Source,
                Remedy = $"Open a browser, sign in to the network, then ask again",
            };
            yield break;
        }

        if (
            file.Main is not { Request.Url: { } from } main
            || Places.LocationOf(main) is not { } place
            || !Portals.IsPortal(from, place)
        )
        {
            yield break;
        }

        yield return new Clue(
            Causes.Proxy.CaptivePortal,
            Strength.Decisive,
            $"The answer leads to {place.Host}, another host, whose address has the marks of a network's own sign-in page"
        )
        {
            Source = main.Source,
            Remedy = $"Open a browser, sign in to the network, then ask again",
        };
    }
}
