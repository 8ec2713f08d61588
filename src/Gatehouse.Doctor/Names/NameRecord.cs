using System.Net;

namespace Gatehouse.Doctor.Names;

/// <summary>One record of an answer.</summary>
/// <param name="Owner">The name it is about, in small letters, without the last dot.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Target">The name it leads to, for NS and CNAME.</param>
/// <param name="Address">The address, for A and AAAA.</param>
internal sealed record NameRecord(string Owner, NameKind Kind, string? Target, IPAddress? Address);
