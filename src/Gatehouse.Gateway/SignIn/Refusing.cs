using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;

namespace Gatehouse.Gateway.SignIn;

/// <summary>Makes the verdict for what one of the gateway's own pages found against a request.</summary>
internal static class Refusing
{
    /// <summary>The verdict, with the finding as the last step of the trail.</summary>
    public static Refused Because(
        Decision decision,
        string step,
        Finding finding,
        string? user = null,
        bool toldToOwner = false
    )
    {
        IReadOnlyList<TrailStep> trail = [.. decision.Steps, new TrailStep(step, finding, Microseconds: 0)];
        return finding switch
        {
            Failed failed => new Denied(failed.Cause, failed.Evidence, trail, decision.Route)
            {
                User = user,
                ToldToOwner = toldToOwner && failed.Cause.ToldToOwner,
            },
            Unanswerable unanswerable => new Undecided(unanswerable.Cause, unanswerable.Evidence, trail, decision.Route)
            {
                User = user,
            },
            _ => throw new ArgumentException("A finding that refuses nothing refuses nobody.", nameof(finding)),
        };
    }
}
