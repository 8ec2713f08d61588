using Gatehouse.Lab.Exhibits;
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
        using var parts = LabParts.Create(TimeProvider.System);
        foreach (var place in Enum.GetValues<LabPlace>())
        {
            parts.Addresses[place] = new Uri("http://127.0.0.1/");
        }

        return [.. new ExhibitTable(ExhibitFamilies.Create(parts)).All.Select(exhibit => exhibit.Cause)];
    }
}
