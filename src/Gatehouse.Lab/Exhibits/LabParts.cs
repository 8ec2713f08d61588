using Gatehouse.Lab.Certificates;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Serving;

namespace Gatehouse.Lab.Exhibits;

/// <summary>What exhibits are made of.</summary>
internal sealed record LabParts
{
    /// <summary>The lab's clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Gatehouse's own decision, over accounts in memory.</summary>
    public required LabJudge Judge { get; init; }

    /// <summary>Where everything is; not known before the lab listens.</summary>
    public required LabAddresses Addresses { get; init; }

    /// <summary>The authority that the lab's certificates come from.</summary>
    public required LabAuthority Authority { get; init; }
}
