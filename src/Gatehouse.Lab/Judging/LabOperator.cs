using System.Collections.Concurrent;
using Gatehouse.Lab.Hands;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Judging;

/// <summary>
/// The person who runs a site, for causes that no client can cure: everything is broken until it is repaired, and can be
/// broken again.
/// </summary>
internal sealed class LabOperator
{
    private const string Name = "operator";

    private readonly ConcurrentDictionary<Cause, bool> _repaired = new();

    /// <summary>What lets a client's script be the operator.</summary>
    public Hand Hand =>
        new(Name, "POST ?cause=ID&do=break or ?cause=ID&do=repair.", context => new(Act(context.Request)));

    /// <summary>Whether what stands for this cause is broken.</summary>
    public bool IsBroken(Cause cause) => !_repaired.GetValueOrDefault(cause);

    /// <summary>Repairs it.</summary>
    public void Repair(Cause cause) => _repaired[cause] = true;

    /// <summary>The target of the step that breaks it.</summary>
    public static string ToBreak(Cause cause) => $"{LabJudge.Prefix}{Name}?cause={cause.Id}&do=break";

    /// <summary>The target of the step that repairs it.</summary>
    public static string ToRepair(Cause cause) => $"{LabJudge.Prefix}{Name}?cause={cause.Id}&do=repair";

    private string? Act(HttpRequest request)
    {
        var act = request.Query["do"].ToString();
        if (
            !HttpMethods.IsPost(request.Method)
            || act is not ("break" or "repair")
            || Causes.Find(request.Query["cause"].ToString()) is not { } cause
        )
        {
            return null;
        }

        _repaired[cause] = act == "repair";
        return act == "repair" ? "repaired\n" : "broken\n";
    }
}
