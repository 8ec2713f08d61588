using Gatehouse.Lab.Proxies;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Basic;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Forward proxies that answer in place of the site.</summary>
internal sealed class ProxyExhibits(LabParts parts) : IExhibitFamily
{
    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() => [Credentials(), Portal(), Blocked()];

    private Exhibit Credentials()
    {
        var step = Ask.Get("/proxy.authentication-required")
            .Through(LabPlace.ForwardProxy)
            .Basic(LabAccount.Alice, LabAccount.Password);
        return new Exhibit
        {
            Cause = Causes.Proxy.AuthenticationRequired,
            Scene =
                "The network's forward proxy wants a name and a password of its own before it passes anything on, tunnels for https included.",
            Client =
                "Gives the proxy's credentials to the proxy: Proxy-Authorization, curl -U. The site was not even asked.",
            Handler = context => AnswerBehindAsync(context, LabPlace.ForwardProxy, Causes.Proxy.AuthenticationRequired),
            Provoke = [step.Expect(407)],
            Cure =
            [
                step.With(
                    "Proxy-Authorization",
                    "Basic " + BasicCredentials.Encode(LabAccount.Bob, LabAccount.Password)
                ),
            ],
        };
    }

    private Exhibit Portal()
    {
        var step = Ask.Get("/proxy.captive-portal")
            .Through(LabPlace.Portal)
            .Basic(LabAccount.Alice, LabAccount.Password);
        return new Exhibit
        {
            Cause = Causes.Proxy.CaptivePortal,
            Scene = "The network answers every request with its own sign-in page until somebody has agreed there.",
            Client =
                "Sees by the status 511, or by a redirect to a stranger, that this is not the site, opens the page in a browser and agrees.",
            Browser =
            [
                "Set the portal's address as the browser's HTTP proxy, and open the address.",
                "Agree on the page that comes, then open the address again.",
            ],
            Handler = context => AnswerBehindAsync(context, LabPlace.Portal, Causes.Proxy.CaptivePortal),
            Provoke =
            [
                Ask.Post(PortalRule.SignOutPath).At(LabPlace.Portal).Note("as one who just came"),
                step.Expect(511),
            ],
            Cure = [Ask.Post(PortalRule.SignInPath).At(LabPlace.Portal).Note("agree to the terms"), step],
        };
    }

    private static Exhibit Blocked()
    {
        var step = Ask.Get("/proxy.blocked").Host(BlockingRule.Host).Basic(LabAccount.Alice, LabAccount.Password);
        return new Exhibit
        {
            Cause = Causes.Proxy.Blocked,
            Scene = $"The filter of the network lets nobody through to {BlockingRule.Host}, whatever the credentials.",
            Client = "Tries another way to see the difference, and has the host allowed by whoever runs the network.",
            Handler = context =>
                BadServer.IsAlice(context) && context.Request.Host.Host == BlockingRule.Host
                    ? LabAnswers.CuredAsync(context, Causes.Proxy.Blocked, LabAccount.Alice)
                    : UnauthorizedAsync(context),
            Provoke = [step.Through(LabPlace.BlockingProxy).Expect(403)],
            Cure = [step.Note("past the filter")],
        };
    }

    // Past the proxy there is nothing to learn here: only who came through it gets in.
    private Task AnswerBehindAsync(HttpContext context, LabPlace proxy, Cause cause) =>
        parts.Proxied.Of(context) != proxy
            ? BadServer.RefuseAsync(
                context,
                StatusCodes.Status403Forbidden,
                challenge: null,
                $"This address is for those who come through the lab's proxy at {parts.Addresses[proxy]}"
            )
        : BadServer.IsAlice(context) ? LabAnswers.CuredAsync(context, cause, LabAccount.Alice)
        : UnauthorizedAsync(context);

    private static Task UnauthorizedAsync(HttpContext context) =>
        BadServer.RefuseAsync(context, StatusCodes.Status401Unauthorized, BadServer.BasicChallenge, "Unauthorized");
}
