using System.Runtime.InteropServices;

namespace Gatehouse.Protocol.Json;

/// <summary>Where a member's name stands in the text, and a hash of it with escapes undone.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JsonName(int Start, int Length, int Hash, bool Escaped);
