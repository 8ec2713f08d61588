using Gatehouse.Decisions.Principals;

namespace Gatehouse.Decisions;

/// <summary>The request goes through. Shared between requests; a trace reads its steps from the <see cref="Decision"/>.</summary>
public sealed class Granted : Verdict
{
    /// <summary>For a principal, or for nobody in particular.</summary>
    public Granted(Principal? principal, string reason)
    {
        Principal = principal;
        Reason = reason;
    }

    /// <summary>Who it is from, or null on a public route.</summary>
    public Principal? Principal { get; }

    /// <summary>Why, as a short English sentence.</summary>
    public string Reason { get; }
}
