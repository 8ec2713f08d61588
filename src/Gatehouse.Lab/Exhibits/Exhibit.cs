using Gatehouse.Decisions.Routes;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>One cause, made on purpose at <c>/{id}</c>: what the server does there, how to meet it, and how it is cured.</summary>
internal sealed record Exhibit
{
    /// <summary>The cause.</summary>
    public required Cause Cause { get; init; }

    /// <summary>What the server does here, in a sentence or two.</summary>
    public required string Scene { get; init; }

    /// <summary>What the right client does.</summary>
    public required string Client { get; init; }

    /// <summary>The requests that meet it; the last one is refused.</summary>
    public required IReadOnlyList<LabStep> Provoke { get; init; }

    /// <summary>
    /// The requests that get through, sent after those that provoke, with what these have captured; the last one gets 200.
    /// </summary>
    public required IReadOnlyList<LabStep> Cure { get; init; }

    /// <summary>How to see it in a browser, a sentence a step; empty where a browser adds nothing.</summary>
    public IReadOnlyList<string> Browser { get; init; } = [];

    /// <summary>
    /// What the answer's body names. The public cause by default; null where the answer is not of Gatehouse's kind.
    /// </summary>
    public Cause? Told { get; init; }

    /// <summary>What the decision finds, where that is another cause than the one that is seen from outside.</summary>
    public Cause? Found { get; init; }

    /// <summary>The routes that are judged by the decision, where it judges this exhibit.</summary>
    public IReadOnlyList<Route> Routes { get; init; } = [];

    /// <summary>The decision that judges this exhibit, where the common one of the main address would not do.</summary>
    public LabSite? Site { get; init; }

    /// <summary>The decision that judges this exhibit as things are now, where that changes.</summary>
    public Func<LabSite>? SiteNow { get; init; }

    /// <summary>
    /// A server of its own, which does not decide as Gatehouse does: asked for everything at and below the exhibit's path
    /// on the main address. Null where the decision judges.
    /// </summary>
    public Func<HttpContext, Task>? Handler { get; init; }

    /// <summary>What answers a request that the decision granted; null for the plain answer.</summary>
    public Func<HttpContext, Task>? Granted { get; init; }

    /// <summary>
    /// What the client must be like for it, which clients that run files of requests may not be; null where nothing special.
    /// </summary>
    public string? DependsOn { get; init; }

    /// <summary>The path: a slash and the cause's id.</summary>
    public string Path => "/" + Cause.Id;
}
