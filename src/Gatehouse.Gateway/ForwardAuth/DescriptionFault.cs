using Gatehouse.Protocol.Causes;

namespace Gatehouse.Gateway.ForwardAuth;

/// <summary>Why a question does not describe one request.</summary>
/// <param name="Cause">Missing or conflicting.</param>
/// <param name="Field">The field that is missing, unreadable or too much.</param>
/// <param name="Problem">What is wrong with it, for the operator.</param>
internal sealed record DescriptionFault(Cause Cause, string Field, string Problem)
{
    public static DescriptionFault Missing(string field, string problem = "is not there") =>
        new(Causes.Forward.DescriptionMissing, field, problem);

    public static DescriptionFault Conflicting(string field, string problem) =>
        new(Causes.Forward.DescriptionConflicting, field, problem);
}
