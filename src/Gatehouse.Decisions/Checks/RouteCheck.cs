using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Routes;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Checks;

/// <summary>Check 4: is there a route, and does it settle the matter by itself?</summary>
public sealed class RouteCheck : ICheck
{
    private static readonly ValueTask<Finding> Public = new(new Passed("the route is public", settles: true));
    private static readonly ValueTask<Finding> Asks = new(new Passed("the route asks for credentials"));
    private static readonly ValueTask<Finding> Identifies = new(
        new Passed("the route is public, and who is signed in is told")
    );

    /// <inheritdoc/>
    public string Name => "route";

    /// <summary>Every cause that the check can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } =
    [
        Causes.Route.Unknown,
        Causes.Route.Moved,
        Causes.Route.MethodNotAllowed,
        Causes.Access.Nobody,
        Causes.Server.Configuration,
    ];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <inheritdoc/>
    public ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken)
    {
        var route = decision.Route;
        if (route is null or { Access: RouteAccess.Missing })
        {
            return Failed(Finding.Failed(Causes.Route.Unknown));
        }

        if ((route.ClosedBecause ?? SchemeClosed(route)) is { } reason)
        {
            return new ValueTask<Finding>(
                Finding.Unanswerable(Causes.Server.Configuration, Evidence.ForOperator("problem", reason))
            );
        }

        // It asks to be sent back what arrived behind the gateway, with what only the gateway and its upstreams may know.
        if (decision.Facts.Method is "TRACE" or "TRACK" && route.Access is RouteAccess.Everyone or RouteAccess.SignedIn)
        {
            return Failed(
                Finding.Failed(Causes.Route.MethodNotAllowed, Evidence.ForCaller("allow", route.AllowedMethodsText))
            );
        }

        return route.Access switch
        {
            RouteAccess.Everyone => route.Identify ? Identifies : Public,
            RouteAccess.Nobody => Failed(Finding.Failed(Causes.Access.Nobody)),
            RouteAccess.Moved => Failed(
                Finding.Failed(
                    Causes.Route.Moved,
                    Evidence.ForCaller(
                        "location",
                        NewPlace(route, decision.Facts.Path.Text) + decision.Facts.Path.Query
                    )
                )
            ),
            _ => Asks,
        };
    }

    private static string? SchemeClosed(Route route)
    {
        for (var i = 0; i < route.Schemes.Count; i++)
        {
            if (route.Schemes[i].ClosedBecause is { } reason)
            {
                return reason;
            }
        }

        return null;
    }

    private static ValueTask<Finding> Failed(Failed failed) => new(failed);

    // What `**` stood for is carried over; a target that is no folder takes everybody to one place.
    private static string NewPlace(Route route, string path)
    {
        var target = route.MovedTo!;
        if (!route.Path.IsOpen || !target.EndsWith('/'))
        {
            return target;
        }

        var rest = path.AsSpan();
        for (var i = 0; i < route.Path.Segments.Count && rest.Length > 0; i++)
        {
            var slash = rest[1..].IndexOf('/');
            rest = slash < 0 ? default : rest[(slash + 1)..];
        }

        return string.Concat(target, rest.TrimStart('/'));
    }
}
