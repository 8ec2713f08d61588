using Gatehouse.Decisions;
using Gatehouse.Decisions.Keyring;
using Gatehouse.Decisions.Remembered;

namespace Gatehouse.Gateway.Serving;

/// <summary>Sees within a second that the site's keys were rotated, by whichever process, and has them used.</summary>
internal sealed class KeyringWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly IKeyring _keyring;
    private readonly IRevocationWord _word;
    private readonly TimeProvider _time;
    private readonly Action<SiteKeys> _use;
    private readonly ITimer _timer;
    private SiteKeys _keys;
    private long _seen;
    private int _looking;

    public KeyringWatch(
        IKeyring keyring,
        IRevocationWord word,
        SiteKeys keys,
        long seen,
        Action<SiteKeys> use,
        TimeProvider time
    )
    {
        _keyring = keyring;
        _word = word;
        _keys = keys;
        _seen = seen;
        _use = use;
        _time = time;
        _timer = time.CreateTimer(static watch => _ = ((KeyringWatch)watch!).LookAsync(), this, Interval, Interval);
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private async Task LookAsync()
    {
        var word = _word.Current;
        if ((word == _seen && !_keys.Awaits) || Interlocked.Exchange(ref _looking, 1) == 1)
        {
            return;
        }

        try
        {
            var read = await SiteKeys.ReadAsync(_keyring, _time.GetUtcNow(), CancellationToken.None);
            if (!IdsOf(read).SequenceEqual(IdsOf(_keys)))
            {
                _use(read);
            }

            _keys = read;
            _seen = word;
        }
        catch (StoreUnavailableException)
        {
            // The keys at hand go on being used; the next second tries again.
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }

    private static IEnumerable<long> IdsOf(SiteKeys keys) =>
        keys.Reference.Concat(keys.Assertion).Concat(keys.Journal).Concat(keys.Cookie).Select(key => key.Id);
}
