using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.SelfTest;

/// <summary>What the lab found of one of its exhibits.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Problems">What is not as it should be, a sentence each; none where all is well.</param>
/// <param name="Took">How long it took.</param>
public sealed record SelfTestResult(Cause Cause, IReadOnlyList<string> Problems, TimeSpan Took)
{
    /// <summary>Whether the cause was met and cured.</summary>
    public bool IsGood => Problems.Count == 0;
}
