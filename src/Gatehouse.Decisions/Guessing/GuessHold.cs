using System.Runtime.InteropServices;

namespace Gatehouse.Decisions.Guessing;

/// <summary>A counter that holds, as it outlives the process.</summary>
/// <param name="Kind">What it counts for.</param>
/// <param name="Key">Whom it counts for, hashed under the site's key.</param>
/// <param name="Owner">Which user it belongs to: 0 for none.</param>
/// <param name="Failures">How many failures it counts.</param>
/// <param name="Until">How long it holds.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct GuessHold(GuessKind Kind, UInt128 Key, uint Owner, int Failures, DateTimeOffset Until);
