using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Tokens;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Issuers;

/// <summary>The issuer's own clock was seen beside the server's: the two differ, and the token lies between them.</summary>
[Names("provider.clock-skewed")]
internal sealed class ProviderClockRule : Rule
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(60);

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Answer: { IsSuccess: false } answer, At: { } askedServer } main
            || ServerClock.Of(answer) is not { } server
            || WebToken.In(file) is not { } token
        )
        {
            yield break;
        }

        foreach (var exchange in file.All(ProbeIntent.Metadata))
        {
            if (
                exchange is not { Answer.IsSuccess: true, Request.Url: { } url, At: { } askedIssuer }
                || IsServer(url, main)
                || CacheMarks.HitOf(exchange.Answer) is not null
                || ServerClock.Of(exchange.Answer) is not { } issuer
            )
            {
                continue;
            }

            var ahead = issuer - askedIssuer - (server - askedServer);
            if (ahead.Duration() < Tolerated)
            {
                continue;
            }

            var between = Good(token, server) != Good(token, server + ahead);
            yield return new Clue(
                Causes.Provider.ClockSkewed,
                between ? Strength.Decisive : Strength.Moderate,
                $"The clock of the issuer {url.Host} is {Math.Round(ahead.TotalSeconds)} seconds ahead of the server's (negative: behind)"
            )
            {
                Source = exchange.Source,
                Remedy =
                    $"Set the clocks of {url.Host} and of the server by NTP; they differ by {Math.Round(ahead.Duration().TotalSeconds)} seconds",
                RemedyBy = Party.Provider,
            };
            yield break;
        }
    }

    private static bool IsServer(Uri url, Exchange main) =>
        main.Request?.Url is { } asked && asked.Host.Equals(url.Host, StringComparison.OrdinalIgnoreCase);

    private static bool Good(WebToken token, DateTimeOffset at) =>
        !(token.Expires is { } expires && at >= expires)
        && !((token.NotBefore ?? token.IssuedAt) is { } from && at < from);
}
