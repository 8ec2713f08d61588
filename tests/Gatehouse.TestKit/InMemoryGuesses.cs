using System.Net;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Guessing;

namespace Gatehouse.TestKit;

/// <summary>What of guessing outlives a process, in memory; shared by the guards of one test.</summary>
public sealed class InMemoryGuesses : IGuessStore, IKnownDevices
{
    private readonly Lock _gate = new();
    private readonly byte[] _key = [.. Enumerable.Range(1, GuessKeys.KeyLength).Select(static i => (byte)i)];
    private readonly Dictionary<(GuessKind, UInt128), GuessHold> _holds = [];
    private readonly HashSet<SignInPlace> _places = [];
    private readonly Dictionary<string, Ban> _bans = new(StringComparer.Ordinal);
    private readonly List<(long Change, uint Owner)> _forgiven = [];
    private readonly Dictionary<string, KnownDevice> _devices = new(StringComparer.Ordinal);
    private long _change;

    /// <summary>Whether the store is gone.</summary>
    public bool IsGone { get; set; }

    /// <summary>How often it was asked who is known.</summary>
    public int Questions { get; private set; }

    /// <summary>What each such question waits for.</summary>
    public Task Until { get; set; } = Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask<byte[]> GuessingKeyAsync(CancellationToken cancellationToken) => Do(() => _key);

    /// <inheritdoc/>
    public ValueTask<long> GuessingChangeAsync(CancellationToken cancellationToken) => Do(() => _change);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<GuessHold>> ListHoldsAsync(CancellationToken cancellationToken) =>
        Do<IReadOnlyList<GuessHold>>(() => [.. _holds.Values]);

    /// <inheritdoc/>
    public async ValueTask SaveGuessesAsync(
        IReadOnlyList<GuessHold> holds,
        IReadOnlyList<SignInPlace> places,
        CancellationToken cancellationToken
    ) =>
        await Do(() =>
        {
            foreach (var hold in holds)
            {
                _holds[(hold.Kind, hold.Key)] = hold;
            }

            _places.UnionWith(places);
            return 0;
        });

    /// <inheritdoc/>
    public async ValueTask<bool> KnowsPlaceAsync(SignInPlace place, CancellationToken cancellationToken)
    {
        await Until.WaitAsync(cancellationToken);
        return await Do(() =>
        {
            Questions++;
            return _places.Contains(place);
        });
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Ban>> ListBansAsync(CancellationToken cancellationToken) =>
        Do<IReadOnlyList<Ban>>(() => [.. _bans.Values]);

    /// <inheritdoc/>
    public async ValueTask AddBanAsync(Ban ban, CancellationToken cancellationToken) =>
        await Do(() =>
        {
            _bans[ban.Subject] = ban;
            return ++_change;
        });

    /// <inheritdoc/>
    public ValueTask<int> LiftBanAsync(IPNetwork network, CancellationToken cancellationToken) =>
        Do(() =>
        {
            _change++;
            var lifted = _bans.Where(ban => network.Contains(ban.Value.Network.BaseAddress)).ToList();
            lifted.ForEach(ban => _bans.Remove(ban.Key));
            return lifted.Count;
        });

    /// <inheritdoc/>
    public async ValueTask ForgiveUserAsync(string canonicalName, CancellationToken cancellationToken) =>
        await Do(() =>
        {
            var owner = new GuessKeys(_key).OwnerOf(canonicalName);
            _forgiven.Add((++_change, owner));
            foreach (var (key, hold) in _holds)
            {
                if (hold.Owner == owner)
                {
                    _holds.Remove(key);
                }
            }

            return 0;
        });

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<uint>> ListForgivenAsync(long sinceChange, CancellationToken cancellationToken) =>
        Do<IReadOnlyList<uint>>(() =>
            [.. _forgiven.Where(one => one.Change > sinceChange).Select(static one => one.Owner)]
        );

    /// <inheritdoc/>
    public ValueTask<KnownDevice?> FindDeviceAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken) =>
        Do(() => _devices.GetValueOrDefault(Convert.ToHexString(sha256.Span)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<KnownDevice>> ListDevicesAsync(long userId, CancellationToken cancellationToken) =>
        Do<IReadOnlyList<KnownDevice>>(() => [.. _devices.Values.Where(device => device.UserId == userId)]);

    /// <inheritdoc/>
    public async ValueTask AddDeviceAsync(
        long userId,
        ReadOnlyMemory<byte> sha256,
        ReadOnlyMemory<byte> replaces,
        string browser,
        CancellationToken cancellationToken
    ) =>
        await Do(() =>
        {
            _devices.Remove(Convert.ToHexString(replaces.Span));
            return _devices[Convert.ToHexString(sha256.Span)] = new KnownDevice(
                DeviceCookie.CreateId(),
                userId,
                browser,
                DateTimeOffset.UnixEpoch,
                DateTimeOffset.UnixEpoch
            );
        });

    /// <inheritdoc/>
    public ValueTask<bool> ForgetDeviceAsync(long userId, string id, CancellationToken cancellationToken) =>
        Do(() => Forget(device => device.UserId == userId && device.Id == id) > 0);

    /// <inheritdoc/>
    public ValueTask<int> ForgetDevicesAsync(long userId, CancellationToken cancellationToken) =>
        Do(() => Forget(device => device.UserId == userId));

    private int Forget(Func<KnownDevice, bool> which)
    {
        var found = _devices.Where(device => which(device.Value)).ToList();
        found.ForEach(device => _devices.Remove(device.Key));
        return found.Count;
    }

    private ValueTask<T> Do<T>(Func<T> work)
    {
        lock (_gate)
        {
            return IsGone ? throw new StoreUnavailableException("The store is gone.") : new(work());
        }
    }
}
