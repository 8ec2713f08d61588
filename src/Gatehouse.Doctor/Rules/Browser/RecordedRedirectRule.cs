using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Browser;

/// <summary>A recorded redirect after which the credentials are gone.</summary>
[Names("header.stripped-by-redirect")]
internal sealed class RecordedRedirectRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main
            is not {
                Intent: ProbeIntent.Given,
                Request: { Authorization: null, Url: { } url },
                Answer.Status: 401 or 403
            } main
        )
        {
            yield break;
        }

        var from = file.All(ProbeIntent.Given)
            .LastOrDefault(exchange =>
                exchange
                    is { Request: { Authorization: not null, Url: { } before }, Answer: { IsRedirect: true } answer }
                && Uri.TryCreate(before, answer.Headers["Location"], out var next)
                && next.Host == url.Host
                && next.PathAndQuery == url.PathAndQuery
            );
        if (from is null)
        {
            yield break;
        }

        yield return new Clue(
            Causes.Header.StrippedByRedirect,
            Strength.Decisive,
            $"The request to {from.Request!.Url!.GetLeftPart(UriPartial.Path)} carried Authorization, and the one that follows its redirect does not"
        )
        {
            Source = main.Source,
            Remedy = $"Ask {url.GetLeftPart(UriPartial.Path)} directly",
        };
    }
}
