using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Routes;

namespace Gatehouse.Decisions.Schemes;

/// <summary>For what a scheme makes its challenge.</summary>
/// <param name="Realm">The protection space's name.</param>
/// <param name="Prefix">The path prefix of the gateway's own endpoints.</param>
/// <param name="Route">The route that dresses the answer.</param>
/// <param name="Facts">The request.</param>
/// <param name="Refused">The verdict, where it was a credential of this very scheme that was refused; otherwise null.</param>
/// <param name="Description">One ASCII sentence for <c>error_description</c>, where <paramref name="Refused"/> is given.</param>
public readonly record struct ChallengeContext(
    string Realm,
    string Prefix,
    Route Route,
    RequestFacts Facts,
    Refused? Refused,
    string? Description
);
