using Gatehouse.Lab.Certificates;
using Gatehouse.Lab.Exhibits;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Provider;
using Gatehouse.Lab.Serving;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab;

/// <summary>What the lab can make.</summary>
public static class LabCauses
{
    /// <summary>Every cause that it makes.</summary>
    public static IReadOnlyList<Cause> Made { get; } = Find();

    // The exhibits say it themselves; that they are made for a lab that never listens changes nothing of it.
    private static Cause[] Find()
    {
        using var judge = new LabJudge(TimeProvider.System);
        using var authority = new LabAuthority(TimeProvider.System);
        var addresses = new LabAddresses();
        foreach (var place in Enum.GetValues<LabPlace>())
        {
            addresses[place] = new Uri("http://127.0.0.1/");
        }

        using var providers = new LabProviders(TimeProvider.System, () => addresses[LabPlace.Main]);
        var parts = new LabParts
        {
            Clock = TimeProvider.System,
            Judge = judge,
            Addresses = addresses,
            Authority = authority,
            Providers = providers,
        };
        return [.. new ExhibitTable(ExhibitFamilies.Create(parts)).All.Select(exhibit => exhibit.Cause)];
    }
}
