using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Texts;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Proxies;

/// <summary>Past the proxy the site answers otherwise: the refusal is the proxy's.</summary>
[Names("proxy.authentication-required", "proxy.blocked", "proxy.captive-portal")]
internal sealed class ProxyAnswersRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Proxy is null
            || file.First(ProbeIntent.Supplied) is not { } through
            || file.First(ProbeIntent.OtherWay) is not { } past
        )
        {
            yield break;
        }

        if (through.Answer?.Status == 407 || through.Answer?.Headers.Has("Proxy-Authenticate") == true)
        {
            yield return new Clue(
                Causes.Proxy.AuthenticationRequired,
                Strength.Decisive,
                $"Through the proxy the answer is {through.Answer.Status} with Proxy-Authenticate; past it the site itself answers {Outcome(past)}"
            )
            {
                Source = past.Source,
            };
        }
        else if (
            past.Answer is { } direct
            && through.Answer is { Status: 403 or 503 or 502 } blocked
            && direct.Status != blocked.Status
        )
        {
            yield return new Clue(
                Causes.Proxy.Blocked,
                Strength.Strong,
                $"Through the proxy the answer is {blocked.Status}, past it {direct.Status}"
            )
            {
                Source = past.Source,
            };
        }
        else if (
            past.Answer is not null
            && Places.LocationOf(through) is { } place
            && place.Host != through.Request?.Url?.Host
            && Places.LocationOf(past)?.Host != place.Host
        )
        {
            yield return new Clue(
                Causes.Proxy.CaptivePortal,
                Strength.Strong,
                $"Through the proxy the answer leads to {place.Host}, past it the site answers {past.Answer.Status}"
            )
            {
                Source = past.Source,
            };
        }
    }

    private static FormattableString Outcome(Exchange exchange) =>
        exchange.Answer is { } answer
            ? (FormattableString)$"with {answer.Status}"
            : $"not at all ({new OwnWords(exchange.Failure?.Text)})";
}
