using Gatehouse.Doctor.Answerers;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Runs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Runs;

/// <summary>In one of the runs somebody on the way answered in place of the site, or opened the channel.</summary>
[Names("proxy.blocked", "proxy.captive-portal", "proxy.authentication-required")]
internal sealed class OtherAnswererRule : Rule
{
    // A site may change who certifies it; within a month that is rare.
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (RunPair.In(file) is not { } pair)
        {
            yield break;
        }

        foreach (var refused in new[] { pair.Here, pair.There }.Where(run => run.Refused))
        {
            var other = pair.Other(refused);
            foreach (var clue in Answered(refused, other).Concat(Opened(pair, refused, other)))
            {
                yield return clue;
            }
        }
    }

    private static IEnumerable<Clue> Answered(Run refused, Run other)
    {
        if (
            RunPair.ProductOf(refused) is { By: Answerer.Proxy } product
            && RunPair.ProductOf(other)?.By != Answerer.Proxy
        )
        {
            var asks = refused.Main?.Answer is { Status: 407 };
            yield return new Clue(
                asks ? Causes.Proxy.AuthenticationRequired : Causes.Proxy.Blocked,
                Strength.Strong,
                $"At {refused.When:yyyy-MM-dd HH:mm:ss} {product.Product} on the way answered; in the other run the site answered itself"
            );
        }

        if (
            refused.Main is { } main
            && other.Main is { } beside
            && Places.LocationOf(main) is { } place
            && refused.IsElsewhere(place)
            && Places.LocationOf(beside)?.Host != place.Host
            && beside.Answer is not null
        )
        {
            yield return new Clue(
                Causes.Proxy.CaptivePortal,
                main.Request?.Url?.Scheme == Uri.UriSchemeHttp ? Strength.Strong : Strength.Weak,
                $"At {refused.When:yyyy-MM-dd HH:mm:ss} the answer leads to {place.Host}; in the other run the site answers {RunPair.OutcomeOf(other)} itself"
            );
        }
    }

    private static IEnumerable<Clue> Opened(RunPair pair, Run refused, Run other)
    {
        if (
            refused.Main?.Tls is { } seen
            && other.Main?.Tls is { Problems.Count: 0 } known
            && seen.Issuer != known.Issuer
            && pair.SameServer != false
            && pair.Apart <= Soon
        )
        {
            yield return new Clue(
                Causes.Proxy.Blocked,
                other.Granted ? Strength.Strong : Strength.Moderate,
                $"Where it was refused the host showed a certificate issued by {seen.Issuer}, in the other run one issued by {known.Issuer}: somebody on the way opens TLS"
            );
        }
    }
}
