using System.Runtime.InteropServices;
using Gatehouse.Decisions.Findings;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Guessing;

/// <summary>Whether a secret may be judged now.</summary>
/// <param name="Permit">Leave to judge it, or null.</param>
/// <param name="IsKnownWrong">Whether it was given before and found wrong, which is the answer again.</param>
/// <param name="Wait">How long nothing is judged, where there is no leave.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct GuessAnswer(GuessPermit? Permit, bool IsKnownWrong, TimeSpan Wait)
{
    /// <summary>Why nothing is judged, as a finding; null where there is leave, or the secret is known to be wrong.</summary>
    public Failed? Refusal =>
        Permit is not null || IsKnownWrong
            ? null
            : Finding.Failed(
                Causes.Credentials.Throttled,
                Evidence.Number("retry-after", (long)Math.Ceiling(Wait.TotalSeconds), Disclosure.Caller)
            );
}
