using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Checks;

/// <summary>
/// Check 7: did another site make this browser send a request that changes something, with credentials that the browser
/// attached by itself?
/// </summary>
public sealed class CrossSiteCheck : ICheck
{
    private static readonly ValueTask<Finding> NotAsked = new(Finding.NotApplicable);
    private static readonly ValueTask<Finding> Own = new(new Passed("the request was made by this site or by no site"));

    /// <inheritdoc/>
    public string Name => "cross-site";

    /// <summary>Every cause that the check can find; <c>csrf.token-missing</c> joins it with sessions.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } = [Causes.Csrf.CrossSite];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <inheritdoc/>
    public ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken)
    {
        var facts = decision.Facts;
        if (
            decision.Principal is not { AttachedByBrowser: true } principal
            || (IsSafe(facts.Method) && !IsUpgrade(facts))
        )
        {
            return NotAsked;
        }

        var origin = facts.Headers.First("Origin");
        if (origin is not null && decision.Route?.Cors is { } rules && rules.Trusts(origin))
        {
            return Own;
        }

        if (facts.Headers.First("Sec-Fetch-Site") is { } site)
        {
            return site is "same-origin" or "none" ? Own : Refuse("Sec-Fetch-Site", site);
        }

        if (origin is not null)
        {
            return IsOwn(decision, origin) ? Own : Refuse("Origin", origin);
        }

        return principal.IsSession && SendsForm(facts)
            ? new ValueTask<Finding>(Finding.Failed(Causes.Csrf.TokenMissing))
            : Own;
    }

    /// <summary>Whether a method changes nothing by its definition (RFC 9110 section 9.2.1).</summary>
    public static bool IsSafe(string method) => method is "GET" or "HEAD" or "OPTIONS" or "TRACE";

    private static bool IsUpgrade(RequestFacts facts) =>
        facts.Headers.Count("Upgrade") > 0 || facts.Headers.Count("Sec-WebSocket-Key") > 0 || facts.Method is "CONNECT";

    private static bool IsOwn(Decision decision, string origin)
    {
        if (
            string.Equals(
                origin,
                decision.Site.PublicUrl.GetLeftPart(UriPartial.Authority),
                StringComparison.OrdinalIgnoreCase
            )
        )
        {
            return true;
        }

        var scheme = decision.Facts.Https ? "https://" : "http://";
        return origin.StartsWith(scheme, StringComparison.Ordinal)
            && decision.Facts.Headers.First("Host") is { Length: > 0 } host
            && origin.AsSpan(scheme.Length).Equals(host, StringComparison.OrdinalIgnoreCase);
    }

    private static bool SendsForm(RequestFacts facts)
    {
        var type = facts.Headers.First("Content-Type");
        return type is null
            || type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
            || type.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase);
    }

    private static ValueTask<Finding> Refuse(string field, string value) =>
        new(
            Finding.Failed(
                Causes.Csrf.CrossSite,
                Evidence.ForOperator("field", field),
                Evidence.ForOperator("value", value)
            )
        );
}
