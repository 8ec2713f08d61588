using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Checks;

/// <summary>Before all others: does the request end in one place, wherever it is read?</summary>
public sealed class FramingCheck : ICheck
{
    private static readonly ValueTask<Finding> Clear = new(new Passed("the request has one end"));

    /// <inheritdoc/>
    public string Name => "framing";

    /// <summary>Every cause that the check can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } = [Causes.Request.FramingAmbiguous];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <inheritdoc/>
    public ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken) =>
        decision.Facts.Framing switch
        {
            FramingFault.None => Clear,
            FramingFault.TwoLengths => Ambiguous("both Content-Length and Transfer-Encoding"),
            _ => Ambiguous("Transfer-Encoding, which its version of HTTP does not have"),
        };

    private static ValueTask<Finding> Ambiguous(string what) =>
        new(Finding.Failed(Causes.Request.FramingAmbiguous, Evidence.ForCaller("what", what)));
}
