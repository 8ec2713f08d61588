using Gatehouse.Decisions;

namespace Gatehouse.Lab.Judging;

/// <summary>A set of routes with the decision over them.</summary>
internal sealed record LabSite(Site Site, DecisionPipeline Pipeline);
