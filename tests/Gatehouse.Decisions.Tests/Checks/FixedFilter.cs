using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Routes;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Tests.Checks;

/// <summary>A filter that says no to <c>/no</c>, cannot be asked about <c>/away</c>, and lets all else through.</summary>
internal sealed class FixedFilter : IRouteFilter
{
    public int Asked { get; private set; }

    public ValueTask<Finding> JudgeAsync(Decision decision, CancellationToken cancellationToken)
    {
        Asked++;
        return new ValueTask<Finding>(
            decision.Facts.Path.Text switch
            {
                var path when path.EndsWith("/no", StringComparison.Ordinal) => Finding.Failed(
                    Causes.Access.FilterRefused
                ),
                var path when path.EndsWith("/away", StringComparison.Ordinal) => Finding.Unanswerable(
                    Causes.Server.Configuration
                ),
                _ => new Passed("the filter lets it through", settles: true),
            }
        );
    }
}
