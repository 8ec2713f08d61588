using Gatehouse.Decisions.Admission;
using Gatehouse.Decisions.Findings;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Checks;

/// <summary>Check 2, for sites that refuse clients by their host names. A client without a confirmed name passes.</summary>
public sealed class HostNameCheck(IHostNames? names) : ICheck
{
    private static readonly Passed NotListed = new("the client's host name is not refused");

    /// <inheritdoc/>
    public string Name => "host-name";

    /// <summary>Every cause that the check can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } = [Causes.Client.HostDenied];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <inheritdoc/>
    public async ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken)
    {
        var refused = decision.Site.DenyHosts;
        if (refused.Count == 0 || names is null)
        {
            return Finding.NotApplicable;
        }

        var name = await names.NameOfAsync(decision.Facts.Client, cancellationToken);
        if (name is not null)
        {
            foreach (var pattern in refused)
            {
                if (Fits(name, pattern))
                {
                    return Finding.Failed(
                        Causes.Client.HostDenied,
                        Evidence.ForOperator("host", name),
                        Evidence.ForOperator("rule", pattern)
                    );
                }
            }
        }

        return NotListed;
    }

    // A listed name covers the hosts below it too.
    private static bool Fits(string name, string pattern)
    {
        var suffix = pattern.StartsWith("*.", StringComparison.Ordinal) ? pattern[2..] : pattern;
        return name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)
            && (name.Length == suffix.Length ? pattern.Length == suffix.Length : name[^(suffix.Length + 1)] == '.');
    }
}
