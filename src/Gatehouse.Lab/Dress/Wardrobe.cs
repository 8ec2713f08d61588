using System.Collections.Frozen;
using Gatehouse.Lab.Dress.Broken;
using Gatehouse.Lab.Dress.Servers;

namespace Gatehouse.Lab.Dress;

/// <summary>All dresses: one line for each.</summary>
internal static class Wardrobe
{
    /// <summary>Them, in the order in which they are shown.</summary>
    public static IReadOnlyList<IDress> All { get; } =
    [new NginxDress(), new ApacheDress(), new CaddyDress(), new HaproxyDress(), new LighttpdDress(), new BareDress()];

    private static readonly FrozenDictionary<string, IDress> ByName = All.ToFrozenDictionary(
        dress => dress.Name,
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The dress of that name, whatever its case; null where there is none.</summary>
    public static IDress? Find(string name) => ByName.GetValueOrDefault(name);
}
