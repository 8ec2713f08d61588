using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Routes;

namespace Gatehouse.Gateway.Trials;

/// <summary>Stands for a route's filter where nothing is sent: says that it would be asked.</summary>
internal sealed class UnaskedFilter(Uri address) : IRouteFilter
{
    private readonly Passed _unasked = new(
        $"the filter {address.GetLeftPart(UriPartial.Path)} would have the last word; it is not asked here",
        settles: true
    );

    public ValueTask<Finding> JudgeAsync(Decision decision, CancellationToken cancellationToken) => new(_unasked);
}
