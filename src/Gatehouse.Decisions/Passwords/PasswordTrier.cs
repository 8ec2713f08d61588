using System.Runtime.InteropServices;

namespace Gatehouse.Decisions.Passwords;

/// <summary>Who tries passwords, and on whom.</summary>
/// <param name="Address">The client's address.</param>
/// <param name="Name">The user who is named.</param>
/// <param name="Devices">What the browser is known by: others at its address are nobody it shares anything with.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PasswordTrier(UInt128 Address, string Name, string Devices);
