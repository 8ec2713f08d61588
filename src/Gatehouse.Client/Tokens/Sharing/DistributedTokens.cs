using System.Security.Cryptography;
using Gatehouse.Client.Tokens.Renewal;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Client.Tokens.Sharing;

/// <summary>
/// Tokens in an <see cref="IDistributedCache"/>. Such a cache cannot change a value on a condition, so the lease is what
/// it can be: written, and read again a moment later. Two processes that begin within that moment may both renew.
/// </summary>
internal sealed partial class DistributedTokens : SharedTokens
{
    private const string Prefix = "gatehouse.client:";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _settling = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _askAgain = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _endless = TimeSpan.FromDays(30);

    private readonly IDistributedCache _cache;
    private readonly string _name;
    private readonly string _leaseName;
    private readonly SealedText? _seal;
    private readonly TimeSpan _leaseLife;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    /// <summary>A cache.</summary>
    /// <param name="cache">The cache.</param>
    /// <param name="identity">Which of its tokens.</param>
    /// <param name="key">What values are sealed with; empty where they are not.</param>
    /// <param name="leaseLife">How long whoever renews is left alone, should it die.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="logger">Where it says what goes wrong.</param>
    public DistributedTokens(
        IDistributedCache cache,
        string identity,
        ReadOnlySpan<byte> key,
        TimeSpan leaseLife,
        TimeProvider clock,
        ILogger logger
    )
    {
        _cache = cache;
        _name = Prefix + identity;
        _leaseName = _name + ":lease";
        _seal = key.IsEmpty ? null : new SealedText(key, _name);
        _leaseLife = leaseLife;
        _clock = clock;
        _logger = logger;
    }

    /// <inheritdoc/>
    public override async ValueTask<SharedToken?> ReadAsync(CancellationToken cancellationToken)
    {
        var value = await GetAsync(_name, cancellationToken).ConfigureAwait(false);
        var text = value is null || _seal is null ? value : _seal.Open(value);
        return text is null ? null : SharedToken.Read(text);
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(SharedToken token, CancellationToken cancellationToken)
    {
        var text = token.ToBytes();
        var life = token.RefreshToken is null ? token.Token.ExpiresAt - _clock.GetUtcNow() : null;
        await SetAsync(
                _name,
                _seal?.Seal(text) ?? text,
                life < RenewalTimes.Least ? RenewalTimes.Least
                    : life < _endless ? life.Value
                    : _endless,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask<IAsyncDisposable?> LeaseAsync(CancellationToken cancellationToken)
    {
        var mine = RandomNumberGenerator.GetBytes(16);
        while (true)
        {
            if (await GetAsync(_leaseName, cancellationToken).ConfigureAwait(false) is null)
            {
                if (!await SetAsync(_leaseName, mine, _leaseLife, cancellationToken).ConfigureAwait(false))
                {
                    return null;
                }

                await Task.Delay(Jitter.Within(_settling, 0.5), _clock, cancellationToken).ConfigureAwait(false);
                var holder = await GetAsync(_leaseName, cancellationToken).ConfigureAwait(false);
                if (holder is null || holder.AsSpan().SequenceEqual(mine))
                {
                    return new Lease(this, mine);
                }
            }

            await Task.Delay(Jitter.Within(_askAgain, 0.5), _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private ValueTask<byte[]?> GetAsync(string name, CancellationToken cancellationToken) =>
        TryAsync(token => _cache.GetAsync(name, token), cancellationToken);

    private async ValueTask<bool> SetAsync(
        string name,
        byte[] value,
        TimeSpan life,
        CancellationToken cancellationToken
    ) =>
        await TryAsync<object>(
                async token =>
                {
                    var options = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = life };
                    await _cache.SetAsync(name, value, options, token).ConfigureAwait(false);
                    return this;
                },
                cancellationToken
            )
            .ConfigureAwait(false)
            is not null;

    // A cache that is away, or hangs, must not keep anybody from a token.
    private async ValueTask<T?> TryAsync<T>(Func<CancellationToken, Task<T?>> ask, CancellationToken cancellationToken)
        where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            return await ask(limit.Token).WaitAsync(_patience, _clock, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failed)
            when (failed is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            await limit.CancelAsync().ConfigureAwait(false);
            Log.CacheFailed(_logger, failed);
            return null;
        }
    }

    private async ValueTask ReleaseAsync(byte[] mine)
    {
        var holder = await GetAsync(_leaseName, CancellationToken.None).ConfigureAwait(false);
        if (holder is not null && holder.AsSpan().SequenceEqual(mine))
        {
            await TryAsync<object>(
                    async token =>
                    {
                        await _cache.RemoveAsync(_leaseName, token).ConfigureAwait(false);
                        return this;
                    },
                    CancellationToken.None
                )
                .ConfigureAwait(false);
        }
    }

    private sealed class Lease(DistributedTokens tokens, byte[] mine) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => tokens.ReleaseAsync(mine);
    }

    private static partial class Log
    {
        [LoggerMessage(6122, LogLevel.Warning, "The cache that tokens are shared through failed")]
        public static partial void CacheFailed(ILogger logger, Exception failed);
    }
}
