using System.Collections.Concurrent;
using System.Globalization;
using Gatehouse.Lab.Hands;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>A shared cache that keeps what it should have forgotten.</summary>
internal sealed class CacheExhibits(LabParts parts) : IExhibitFamily
{
    private const string RedirectPath = "/cache.stale-redirect";
    private const int MostPages = 10_000;

    // Pages that still redirect; the first answer of each is the last wrong one.
    private readonly ConcurrentDictionary<string, bool> _wrong = new(StringComparer.Ordinal);
    private readonly LabJudge _judge = parts.Judge;
    private int _pages;

    /// <inheritdoc/>
    public IEnumerable<Hand> Hands() =>
        [
            new(
                "moved-page",
                $"The name of a new page below {RedirectPath} that redirects once by mistake.",
                _ => new(NewPage())
            ),
        ];

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() => [StaleRefusal(), StaleRedirect()];

    private Exhibit StaleRefusal()
    {
        const string Path = "/cache.stale-refusal";
        return new Exhibit
        {
            Cause = Causes.Cache.StaleRefusal,
            Scene =
                "Somebody asked without credentials, and the cache in front of the site gives his 401 to everybody for a minute.",
            Client =
                "Sees Age and X-Cache, and adds a parameter to pass the cache by; the operator purges the address and has 401 never kept.",
            Found = Causes.Credentials.Missing,
            Routes = [ExhibitRoutes.For(Causes.Cache.StaleRefusal, _judge.Basic)],
            Provoke =
            [
                Ask.Get(Path).At(LabPlace.Cache).Note("somebody without credentials").Expect(401),
                Ask.Get(Path)
                    .At(LabPlace.Cache)
                    .Basic(LabAccount.Alice, LabAccount.Password)
                    .Note("alice gets the same answer")
                    .Expect(401),
            ],
            Cure =
            [
                Ask.Get(Path + "?fresh=1")
                    .At(LabPlace.Cache)
                    .Basic(LabAccount.Alice, LabAccount.Password)
                    .Note("past the cache"),
                Ask.Send("PURGE", Path).At(LabPlace.Cache).Note("the operator purges the address"),
                Ask.Get(Path).At(LabPlace.Cache).Basic(LabAccount.Alice, LabAccount.Password),
            ],
        };
    }

    private Exhibit StaleRedirect()
    {
        var site = _judge.Decide(
            [ExhibitRoutes.For(Causes.Cache.StaleRedirect, _judge.Basic)],
            parts.Addresses[LabPlace.Main]
        );
        var alice = Ask.Get(RedirectPath + "/{page}").At(LabPlace.Cache).Basic(LabAccount.Alice, LabAccount.Password);
        return new Exhibit
        {
            Cause = Causes.Cache.StaleRedirect,
            Scene =
                "The page redirected once, by mistake, to a place that is closed; that was a 301, and the cache remembers it although the site no longer says so.",
            Client =
                "Adds a parameter to pass the cache by, or clears its own; the operator purges the address, and uses 302 where a move may be taken back.",
            Handler = context => AnswerPageAsync(context, site),
            Provoke =
            [
                Ask.Get("/_lab/moved-page").Keep("page").Note("a page that redirects by mistake"),
                alice.Note("the mistake; the site mends it at once").Expect(301),
                alice.Following().Note("the cache repeats it").Expect(401),
            ],
            Cure =
            [
                Ask.Get(RedirectPath + "/{page}?fresh=1")
                    .At(LabPlace.Cache)
                    .Basic(LabAccount.Alice, LabAccount.Password)
                    .Note("past the cache"),
            ],
        };
    }

    private string NewPage()
    {
        if (_wrong.Count > MostPages)
        {
            _wrong.Clear();
        }

        var page = "page-" + Interlocked.Increment(ref _pages).ToString(CultureInfo.InvariantCulture);
        _wrong[$"{RedirectPath}/{page}"] = true;
        return page;
    }

    private async Task AnswerPageAsync(HttpContext context, LabSite site)
    {
        var path = context.Request.Path.Value ?? "";
        if (_wrong.TryRemove(path, out _))
        {
            context.Response.Redirect(RedirectPath + "/closed", permanent: true);
        }
        else if (BadServer.IsBelow(context, "closed"))
        {
            await BadServer.RefuseAsync(
                context,
                StatusCodes.Status401Unauthorized,
                BadServer.BasicChallenge,
                "Nobody is let in here any more."
            );
        }
        else if (await _judge.AdmitAsync(context, site) is { } decision)
        {
            await LabAnswers.CuredAsync(context, Causes.Cache.StaleRedirect, decision.Principal?.Name);
        }
    }
}
