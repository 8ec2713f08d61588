#if !NET10_0_OR_GREATER
namespace Gatehouse.Client;

/// <summary>What .NET 8 does not have yet, under the names that it has from .NET 10 on.</summary>
internal static class Net8
{
    extension(Convert)
    {
        public static string ToHexStringLower(ReadOnlySpan<byte> octets) =>
            Convert.ToHexString(octets).ToLowerInvariant();
    }
}
#endif
