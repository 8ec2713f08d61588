using System.Runtime.InteropServices;

namespace Gatehouse.Protocol.Json;

/// <summary>A fault of a JSON text and where it is.</summary>
/// <param name="Kind">What is wrong; <see cref="JsonFaultKind.None"/> when nothing is.</param>
/// <param name="Position">The offset in bytes at which it was seen.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct JsonFault(JsonFaultKind Kind, int Position)
{
    /// <summary>A text for operators; it never repeats the input.</summary>
    /// <returns>One clause, without a full stop.</returns>
    public override string ToString() =>
        Kind switch
        {
            JsonFaultKind.None => "no fault",
            JsonFaultKind.NotUtf8 => "the bytes are not UTF-8",
            JsonFaultKind.LoneSurrogate => $"half of a surrogate pair at byte {Position}",
            JsonFaultKind.DuplicateMember => $"a member stands twice in one object at byte {Position}",
            JsonFaultKind.TooDeep => $"nested deeper than {StrictJson.MaxDepth} at byte {Position}",
            JsonFaultKind.TooManyMembers =>
                $"more than {StrictJson.MaxMembers} members in one object at byte {Position}",
            _ => $"not JSON at byte {Position}",
        };
}
