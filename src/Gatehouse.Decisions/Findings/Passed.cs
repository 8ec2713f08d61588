namespace Gatehouse.Decisions.Findings;

/// <summary>
/// The check says yes, and why. Instances are shared values: a check makes them once, so that a granted request costs
/// no allocation.
/// </summary>
public class Passed : Finding
{
    /// <summary>A yes with its reason; with <paramref name="settles"/> the decision ends here with granted.</summary>
    public Passed(string reason, bool settles = false)
    {
        Reason = reason;
        Settles = settles;
    }

    /// <summary>The verdict of a decision that this finding settles for nobody in particular; shared.</summary>
    internal Granted Granted => field ??= new Granted(principal: null, Reason);

    /// <summary>Why, as a short English sentence for the operator.</summary>
    public string Reason { get; }

    /// <summary>Whether the decision ends here with granted: a public route, an answered preflight.</summary>
    public bool Settles { get; }
}
