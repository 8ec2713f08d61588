using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Principals;

namespace Gatehouse.Decisions.Schemes;

/// <summary>The credentials are good, and this is who presented them.</summary>
public sealed class Authenticated : Passed
{
    /// <summary>With the principal and how long the finding may be remembered.</summary>
    public Authenticated(Principal principal, string reason, DateTimeOffset rememberUntil)
        : base(reason)
    {
        Principal = principal;
        RememberUntil = rememberUntil;
    }

    /// <summary>Who it is.</summary>
    public Principal Principal { get; }

    /// <summary>
    /// Until when it may be remembered: at most 60 seconds and never past its own end for what others issued, at most an
    /// hour for what we can revoke.
    /// </summary>
    public DateTimeOffset RememberUntil { get; }

    /// <summary>
    /// What the answer to a granted request tells the client about its credentials; empty for all that is remembered.
    /// </summary>
    public IReadOnlyList<HeaderLine> AnswerFields { get; init; } = [];
}
