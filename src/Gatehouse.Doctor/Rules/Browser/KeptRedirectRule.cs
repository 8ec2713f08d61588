using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Browser;

/// <summary>A permanent redirect that the browser took from its cache, to a place that refuses.</summary>
[Names("cache.stale-redirect")]
internal sealed class KeptRedirectRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Main is not { Intent: ProbeIntent.Given, Answer.Status: >= 400, Request.Url: { } url } main)
        {
            yield break;
        }

        var kept = file.All(ProbeIntent.Given)
            .LastOrDefault(each =>
                each.Number < main.Number
                && each is { Answer.Status: 301 or 308 }
                && Places.LocationOf(each) is { } place
                && place.Host == url.Host
                && place.AbsolutePath == url.AbsolutePath
                && (each.Browser?.FromCache == true || IsOld(each))
            );
        if (kept is not null)
        {
            yield return new Clue(
                Causes.Cache.StaleRedirect,
                Strength.Decisive,
                $"The way to {url.Host} is a permanent redirect that the browser took from its cache, not an answer of today"
            )
            {
                Source = kept.Source,
                Remedy =
                    $"Empty the browser's cache for {kept.Request?.Url?.Host}, or open the address once with the tools' Disable cache",
            };
        }
    }

    // The answer's own Date is far from the time at which it was recorded.
    private static bool IsOld(Exchange each) =>
        each.At is { } at
        && DateTimeOffset.TryParse(
            each.Answer!.Headers["Date"],
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal,
            out var date
        )
        && at - date > TimeSpan.FromHours(1);
}
