using Gatehouse.Decisions.Findings;

namespace Gatehouse.Decisions.Routes;

/// <summary>Somebody else's last word on a request that the route would let through.</summary>
public interface IRouteFilter
{
    /// <summary>
    /// What the filter says of the request and its principal: passed and settled, failed with
    /// <c>access.filter-refused</c>, or unanswerable.
    /// </summary>
    ValueTask<Finding> JudgeAsync(Decision decision, CancellationToken cancellationToken);
}
