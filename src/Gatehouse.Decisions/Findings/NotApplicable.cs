namespace Gatehouse.Decisions.Findings;

/// <summary>The check does not concern this request; the decision goes on.</summary>
public sealed class NotApplicable : Finding
{
    internal NotApplicable() { }
}
