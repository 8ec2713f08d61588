using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Routes;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions;

/// <summary>A verdict other than granted, with its trail.</summary>
public abstract class Refused : Verdict
{
    private protected Refused(
        Cause cause,
        IReadOnlyList<Evidence> evidence,
        IReadOnlyList<TrailStep> trail,
        Route? route
    )
    {
        Cause = cause;
        Evidence = evidence;
        Trail = trail;
        Route = route;
    }

    /// <summary>Why, as the operator is told.</summary>
    public Cause Cause { get; }

    /// <summary>What outsiders are told of it: the public cause, unless the right password has just been given.</summary>
    public Cause Told => ToldToOwner ? Cause : Cause.Public;

    /// <summary>Whether the caller has proved to own the account, so that a masked cause may be told.</summary>
    public bool ToldToOwner { get; init; }

    /// <summary>Whether the same credentials have failed here before.</summary>
    public bool Repeated { get; init; }

    /// <summary>The credentials that were judged, where some were found.</summary>
    public Schemes.PresentedCredentials? Presented { get; init; }

    /// <summary>The user whom the credentials name, where the store knows one or a provider vouches for one.</summary>
    public string? User { get; init; }

    /// <summary>The refusal that is shown in place of this one, where even its cause would reveal a hidden route.</summary>
    public Refused? ShownAs { get; init; }

    /// <summary>The details of the finding that ended the decision.</summary>
    public IReadOnlyList<Evidence> Evidence { get; }

    /// <summary>Every check that was asked, in order.</summary>
    public IReadOnlyList<TrailStep> Trail { get; }

    /// <summary>The route that dresses the answer: for a hidden route the one the caller may know of; null where none.</summary>
    public Route? Route { get; }
}
