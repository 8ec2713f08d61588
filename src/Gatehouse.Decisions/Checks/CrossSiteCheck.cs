using Gatehouse.Decisions.CrossSite;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Routes;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Checks;

/// <summary>
/// Check 7: did another site make this browser send a request that changes something, with credentials that the browser
/// attached by itself?
/// </summary>
public sealed class CrossSiteCheck(FormTokens tokens) : ICheck
{
    private static readonly ValueTask<Finding> NotAsked = new(Finding.NotApplicable);
    private static readonly ValueTask<Finding> Own = new(new Passed("the request was made by this site or by no site"));
    private static readonly Passed Tied = new("the form has the token of its session");
    private static readonly Passed NobodyToTell = new(
        "the route is public, and another site's page is not served in the visitor's name",
        settles: true
    );

    /// <inheritdoc/>
    public string Name => "cross-site";

    /// <summary>Every cause that the check can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } =
    [Causes.Csrf.CrossSite, Causes.Csrf.TokenMissing, Causes.Csrf.TokenInvalid];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <inheritdoc/>
    public ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken)
    {
        var facts = decision.Facts;
        var safe = IsSafe(facts.Method);
        if (decision.Principal is not { AttachedByBrowser: true } principal || (safe && !IsUpgrade(facts)))
        {
            return NotAsked;
        }

        // A browser sends each of these once; of several, a reader behind us may take another one.
        var origins = facts.Headers.Count("Origin");
        var origin = facts.Headers.First("Origin");
        if (origins == 1 && decision.Route?.Cors is { } rules && rules.Trusts(origin!))
        {
            return Own;
        }

        var sites = facts.Headers.Count("Sec-Fetch-Site");
        if (sites > 0)
        {
            var site = facts.Headers.First("Sec-Fetch-Site")!;
            return sites == 1 && site is "same-origin" or "none" ? Own : Refuse(decision, "Sec-Fetch-Site", site);
        }

        if (origins > 0)
        {
            return origins == 1 && IsOwn(decision, origin!) ? Own : Refuse(decision, "Origin", origin!);
        }

        return principal.SessionId is { } session && !safe && SendsForm(facts)
            ? JudgeTokenAsync(decision, session, cancellationToken)
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

        var (scheme, usualPort) = decision.Facts.Https ? ("https://", ":443") : ("http://", ":80");
        var authority = decision.Facts.Authority.AsSpan();
        if (authority.EndsWith(usualPort))
        {
            // Browsers leave it out of an origin; some proxies write it into the host.
            authority = authority[..^usualPort.Length];
        }

        return authority.Length > 0
            && origin.StartsWith(scheme, StringComparison.Ordinal)
            && origin.AsSpan(scheme.Length).Equals(authority, StringComparison.OrdinalIgnoreCase);
    }

    // What a page can send to another site without being asked for a preflight (Fetch, CORS-safelisted Content-Type), and
    // a body without a type, which a page can send too.
    private static bool SendsForm(RequestFacts facts)
    {
        var type = facts.Headers.First("Content-Type");
        return type is null
            || BodyField.IsForm(type)
            || MultipartField.IsForm(type)
            || type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase);
    }

    private async ValueTask<Finding> JudgeTokenAsync(
        Decision decision,
        string session,
        CancellationToken cancellationToken
    )
    {
        var facts = decision.Facts;
        var count = facts.Headers.Count(FormTokens.HeaderName);
        var token = facts.Headers.First(FormTokens.HeaderName);
        if (count == 0 && facts.Body is { } body)
        {
            var beginning = await body.PeekAsync(BodyField.Limit, cancellationToken);
            count = MultipartField.IsForm(body.ContentType)
                ? MultipartField.Count(body.ContentType, beginning.Span, FormTokens.FieldName, out token)
                : BodyField.Count(body.ContentType, beginning, FormTokens.FieldName, out token);
        }

        if (count == 0)
        {
            return Outcome(decision, Finding.Failed(Causes.Csrf.TokenMissing));
        }

        return count == 1 && tokens.Match(token, session)
            ? Tied
            : Outcome(decision, Finding.Failed(Causes.Csrf.TokenInvalid));
    }

    private static ValueTask<Finding> Refuse(Decision decision, string field, string value) =>
        new(
            Outcome(
                decision,
                Finding.Failed(
                    Causes.Csrf.CrossSite,
                    Evidence.ForOperator("field", field),
                    Evidence.ForOperator("value", value)
                )
            )
        );

    // A public route serves everybody; only the visitor's name must not be lent to another site's page. The gateway's own
    // pages are no such route, but some of them, of which the sign-in page is one, have a token of their own.
    private static Finding Outcome(Decision decision, Failed failed)
    {
        if (
            decision.Route is not { Access: RouteAccess.Everyone } route
            || (route.Endpoint is not null && failed.Cause == Causes.Csrf.CrossSite)
        )
        {
            return failed;
        }

        decision.Principal = null;
        return NobodyToTell;
    }
}
