using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Checks;

/// <summary>Check 1: has the request one path, which everybody behind us would read alike?</summary>
public sealed class PathCheck : ICheck
{
    private static readonly ValueTask<Finding> Clear = new(new Passed("the path has one reading"));

    /// <inheritdoc/>
    public string Name => "path";

    /// <summary>Every cause that the check can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } = [Causes.Request.PathAmbiguous];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <inheritdoc/>
    public ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken)
    {
        var path = decision.Facts.Path;
        if (path.Fault != PathFault.None)
        {
            return Ambiguous(Describe(path.Fault));
        }

        if (path.HasParameters && decision.Route is not { AllowsPathParameters: true })
        {
            return Ambiguous("a ; parameter, which this route does not take");
        }

        if (path.HasEncodedSlash && decision.Route is not { AllowsEncodedSlash: true })
        {
            return Ambiguous("an encoded slash, which this route does not take");
        }

        return Clear;
    }

    private static ValueTask<Finding> Ambiguous(string what) =>
        new(Finding.Failed(Causes.Request.PathAmbiguous, Evidence.ForCaller("part", what)));

    private static string Describe(PathFault fault) =>
        fault switch
        {
            PathFault.NotAPath => "a target that is no path",
            PathFault.EmptySegment => "an empty segment (//)",
            PathFault.Fragment => "a raw #",
            PathFault.Backslash => "a backslash",
            PathFault.ControlCharacter => "a control character",
            PathFault.DoubleEncoding => "a percent sign encoded twice",
            PathFault.DotSegment => "a dot segment (. or ..)",
            PathFault.NotUtf8 => "octets that are not UTF-8",
            PathFault.BadPercent => "a percent sign without two hex digits",
            PathFault.TooLong => "more than 16 KiB",
            _ => "a part that can be read in two ways",
        };
}
