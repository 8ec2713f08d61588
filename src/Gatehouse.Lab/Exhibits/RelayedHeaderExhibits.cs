using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Credentials that the client sends, and that something on the way takes away or replaces.</summary>
internal sealed class RelayedHeaderExhibits(LabParts parts) : IExhibitFamily
{
    private readonly LabJudge _judge = parts.Judge;

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() => [ByRedirect(), ByServer(), ByProxy(), Replaced()];

    private Exhibit ByRedirect()
    {
        const string Path = "/header.stripped-by-redirect";
        var site = _judge.Decide(
            [ExhibitRoutes.For(Causes.Header.StrippedByRedirect, _judge.Basic)],
            parts.Addresses[LabPlace.Other]
        );
        return new Exhibit
        {
            Cause = Causes.Header.StrippedByRedirect,
            Scene =
                "The address redirects to another origin, and HTTP clients do not send credentials on to a stranger.",
            Client = "Writes the final address into its configuration.",
            Found = Causes.Credentials.Missing,
            Handler = context => RedirectAsync(context, site, parts.Addresses[LabPlace.Other]),
            Provoke = [Ask.Get(Path).Basic(LabAccount.Alice, LabAccount.Password).Following().Expect(401)],
            Cure = [Ask.Get(Path).At(LabPlace.Other).Basic(LabAccount.Alice, LabAccount.Password)],
        };
    }

    private Exhibit ByServer()
    {
        var site = _judge.Decide(
            [ExhibitRoutes.For(Causes.Header.StrippedByServer, _judge.Key)],
            parts.Addresses[LabPlace.Main]
        );
        return new Exhibit
        {
            Cause = Causes.Header.StrippedByServer,
            Scene =
                "The web server does not pass Authorization on to the application behind it, as Apache with CGI does by default.",
            Client = "Puts the key into X-Api-Key, which is passed on; the operator sets CGIPassAuth On.",
            Found = Causes.Credentials.Missing,
            Handler = context => StripAsync(context, site),
            Provoke =
            [
                Ask.Get("/_lab/key").Keep("key").Note("a key that works"),
                Ask.Get("/header.stripped-by-server").With("Authorization", "Key {key}").Expect(401),
            ],
            Cure = [Ask.Get("/header.stripped-by-server").Key("{key}")],
        };
    }

    private Exhibit ByProxy() =>
        new()
        {
            Cause = Causes.Header.StrippedByProxy,
            Scene = "The forward proxy of the network takes Authorization out of what it passes on.",
            Client = "Goes past the proxy, or through it over https, where it cannot look inside.",
            Found = Causes.Credentials.Missing,
            Routes = [ExhibitRoutes.For(Causes.Header.StrippedByProxy, _judge.Basic)],
            Provoke =
            [
                Ask.Get("/header.stripped-by-proxy")
                    .Basic(LabAccount.Alice, LabAccount.Password)
                    .Through(LabPlace.StrippingProxy)
                    .Expect(401),
            ],
            Cure =
            [
                Ask.Get("/header.stripped-by-proxy")
                    .At(LabPlace.Tls)
                    .Basic(LabAccount.Alice, LabAccount.Password)
                    .Through(LabPlace.StrippingProxy),
            ],
        };

    private Exhibit Replaced() =>
        new()
        {
            Cause = Causes.Header.ReplacedByProxy,
            Scene = "The forward proxy puts a name and password of its own in place of the client's.",
            Client = "Goes past the proxy, or through it over https, where it cannot look inside.",
            Found = Causes.User.Unknown,
            Routes = [ExhibitRoutes.For(Causes.Header.ReplacedByProxy, _judge.Basic)],
            Provoke =
            [
                Ask.Get("/header.replaced-by-proxy")
                    .Basic(LabAccount.Alice, LabAccount.Password)
                    .Through(LabPlace.ReplacingProxy)
                    .Expect(401),
            ],
            Cure = [Ask.Get("/header.replaced-by-proxy").Basic(LabAccount.Alice, LabAccount.Password)],
        };

    private async Task RedirectAsync(HttpContext context, LabSite site, Uri other)
    {
        if (LabServer.PlaceOf(context) != LabPlace.Other)
        {
            context.Response.Redirect(new Uri(other, context.Request.Path.Value).AbsoluteUri);
        }
        else if (await _judge.AdmitAsync(context, site) is { } decision)
        {
            await LabAnswers.CuredAsync(context, Causes.Header.StrippedByRedirect, decision.Principal?.Name);
        }
    }

    private async Task StripAsync(HttpContext context, LabSite site)
    {
        // The list of what arrived shows what the client sent, and not what the application saw.
        var sent = context.Request.Headers.Authorization;
        context.Request.Headers.Remove("Authorization");
        var decision = await _judge.AdmitAsync(context, site);
        context.Request.Headers.Authorization = sent;
        if (decision is not null)
        {
            await LabAnswers.CuredAsync(context, Causes.Header.StrippedByServer, decision.Principal?.Name);
        }
    }
}
