using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Routes;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Checks;

/// <summary>
/// Check 3: is this a browser's preflight (Fetch standard, CORS-preflight request)? It is answered from the rules of the
/// route that the announced method would take, and never asked for credentials.
/// </summary>
public sealed class PreflightCheck : ICheck
{
    private static readonly ValueTask<Finding> NotOne = new(Finding.NotApplicable);
    private static readonly ValueTask<Finding> Allowed = new(
        new Passed("the preflight is allowed by the route's cors rules", settles: true)
    );

    /// <inheritdoc/>
    public string Name => "preflight";

    /// <summary>Every cause that the check can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } =
    [Causes.Cors.OriginDenied, Causes.Cors.MethodDenied, Causes.Cors.HeaderDenied];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <summary>The method that a preflight announces, or null where the request is none.</summary>
    public static string? RequestedMethod(RequestFacts facts) =>
        facts.Method is "OPTIONS"
        && facts.Headers.Count("Origin") == 1
        && facts.Headers.Count("Access-Control-Request-Method") == 1
            ? facts.Headers.First("Access-Control-Request-Method")
            : null;

    /// <inheritdoc/>
    public ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken)
    {
        if (RequestedMethod(decision.Facts) is not { } method || decision.Route is not { } route)
        {
            return NotOne;
        }

        if (route.Cors is not { } rules)
        {
            // A public upstream may answer for itself, where the route takes OPTIONS too: the announced method found the
            // route, and it is OPTIONS that would be forwarded. Anybody else's preflight would only be asked for credentials.
            return
                route.Access == RouteAccess.SignedIn || (route.Access == RouteAccess.Everyone && !TakesOptions(route))
                ? Refuse(Causes.Cors.OriginDenied, "origin", decision.Facts.Headers.First("Origin")!)
                : NotOne;
        }

        var origin = decision.Facts.Headers.First("Origin")!;
        if (!rules.Allows(origin))
        {
            return Refuse(Causes.Cors.OriginDenied, "origin", origin);
        }

        // GET, HEAD and POST are safelisted: browsers send them whatever a preflight says of methods.
        if (method is not ("GET" or "HEAD" or "POST") && !rules.Methods.Contains(method))
        {
            return Refuse(Causes.Cors.MethodDenied, "method", method);
        }

        for (var line = 0; line < decision.Facts.Headers.Count("Access-Control-Request-Headers"); line++)
        {
            foreach (
                var range in decision.Facts.Headers.Line("Access-Control-Request-Headers", line).AsSpan().Split(',')
            )
            {
                var name = decision.Facts.Headers.Line("Access-Control-Request-Headers", line).AsSpan()[range].Trim();
                if (name.Length > 0 && !rules.Headers.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name))
                {
                    return Refuse(Causes.Cors.HeaderDenied, "header", name.ToString());
                }
            }
        }

        decision.IsPreflight = true;
        return Allowed;
    }

    private static bool TakesOptions(Route route) =>
        route.Methods is null || route.Methods.Contains("OPTIONS", StringComparer.Ordinal);

    private static ValueTask<Finding> Refuse(Cause cause, string name, string value) =>
        new(Finding.Failed(cause, Evidence.ForCaller(name, value)));
}
