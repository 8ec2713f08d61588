using System.Net;
using Gatehouse.Decisions.Findings;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Checks;

/// <summary>Check 2, last part: did the request come over a connection that nobody can read?</summary>
public sealed class TransportCheck : ICheck
{
    private static readonly ValueTask<Finding> Secure = new(new Passed("the connection is private"));
    private static readonly ValueTask<Finding> NotAsked = new(Finding.NotApplicable);

    /// <inheritdoc/>
    public string Name => "transport";

    /// <summary>Every cause that the check can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } =
    [Causes.Credentials.InsecureTransport, Causes.Route.Moved];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <inheritdoc/>
    public ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken)
    {
        var facts = decision.Facts;
        if (!decision.Site.RequiresHttps)
        {
            return NotAsked;
        }

        if (facts.Https || IPAddress.IsLoopback(facts.Client))
        {
            return Secure;
        }

        // Credentials that came in the clear are burnt: a redirect would hide that from whoever sent them.
        return facts.Headers.Count("Authorization") > 0 || facts.Headers.Count("Cookie") > 0 || CarriesKey(decision)
            ? new ValueTask<Finding>(Finding.Failed(Causes.Credentials.InsecureTransport))
            : new ValueTask<Finding>(
                Finding.Failed(
                    Causes.Route.Moved,
                    Evidence.ForCaller(
                        "location",
                        decision.Site.PublicUrl.GetLeftPart(UriPartial.Authority) + facts.Path.Text + facts.Path.Query
                    ),
                    Evidence.ForOperator("reason", "plain http beyond loopback")
                )
            );
    }

    private static bool CarriesKey(Decision decision)
    {
        var places = decision.Route?.Key;
        return places is not null
            && (
                (places.Header is not null && decision.Facts.Headers.Count(places.Header) > 0)
                || (
                    places.Query is not null
                    && Facts.QueryParameters.Count(decision.Facts.Path.Query, places.Query, out _) > 0
                )
            );
    }
}
