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

    extension(HttpContent content)
    {
        public Task LoadIntoBufferAsync(CancellationToken cancellationToken) =>
            content.LoadIntoBufferAsync().WaitAsync(cancellationToken);

        public Task LoadIntoBufferAsync(long limit, CancellationToken cancellationToken) =>
            content.LoadIntoBufferAsync(limit).WaitAsync(cancellationToken);
    }
}
#endif
