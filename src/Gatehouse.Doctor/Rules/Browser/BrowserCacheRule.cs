using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Browser;

/// <summary>A refusal that the browser's own cache or a service worker gave.</summary>
[Names("cache.stale-refusal")]
internal sealed class BrowserCacheRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is { Answer.Status: 401 or 403, Browser: { } browser } main
            && (browser.FromCache || browser.FromServiceWorker)
        )
        {
            yield return new Clue(
                Causes.Cache.StaleRefusal,
                browser.FromCache ? Strength.Decisive : Strength.Moderate,
                browser.FromCache
                    ? (FormattableString)$"The browser took the refusal out of its own cache and did not ask the server"
                    : $"A service worker of the page gave the refusal"
            )
            {
                Source = main.Source,
                Remedy = $"Send Cache-Control: no-store with refusals; reload past the cache once",
            };
        }
    }
}
