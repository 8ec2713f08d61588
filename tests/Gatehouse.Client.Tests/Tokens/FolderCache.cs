using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;

namespace Gatehouse.Client.Tests.Tokens;

/// <summary>A cache that several processes share, as far as tests need it: each value a file. Nothing in it ends.</summary>
internal sealed class FolderCache(string folder) : IDistributedCache
{
    public bool IsAway { get; set; }

    /// <summary>How long the value that was written last may stay.</summary>
    public TimeSpan? LastLife { get; private set; }

    public byte[]? Get(string key)
    {
        Meet();
        try
        {
            return File.ReadAllBytes(PathOf(key));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.Run(() => Get(key), token);

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
    {
        Meet();
        LastLife = options.AbsoluteExpirationRelativeToNow;
        var next = PathOf(key) + Guid.NewGuid();
        File.WriteAllBytes(next, value);
        File.Move(next, PathOf(key), overwrite: true);
    }

    public Task SetAsync(
        string key,
        byte[] value,
        DistributedCacheEntryOptions options,
        CancellationToken token = default
    ) => Task.Run(() => Set(key, value, options), token);

    public void Refresh(string key) { }

    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    public void Remove(string key)
    {
        Meet();
        File.Delete(PathOf(key));
    }

    public Task RemoveAsync(string key, CancellationToken token = default) => Task.Run(() => Remove(key), token);

    private string PathOf(string key) =>
        Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));

    private void Meet()
    {
        if (IsAway)
        {
            throw new IOException("The cache is away.");
        }
    }
}
