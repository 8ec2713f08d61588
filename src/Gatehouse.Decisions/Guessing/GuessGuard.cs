using System.Net;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Remembered;
using Gatehouse.Decisions.Secrets;

namespace Gatehouse.Decisions.Guessing;

/// <summary>
/// Counts wrong secrets behind every way in: for each user, for each address, and for both together. The first are free;
/// then nothing is judged for a while that grows, whether there is such a user or not. Whoever comes with a device that has
/// signed the user in, or from an address where the user has signed in lately, is counted apart: strangers hold up
/// strangers, never the owner. Of fixed size, and without I/O where nothing holds.
/// </summary>
public sealed class GuessGuard : IAsyncDisposable
{
    /// <summary>How many different users' names an address may fail with, within ten minutes, before it is banned.</summary>
    public const int MostNames = 20;

    private const int MostWrittenAtOnce = 500;
    private const int MostPlacesWaiting = 10_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly GuessOptions _options;
    private readonly GuessKeys _keys;
    private readonly BanList _bans;
    private readonly GuessTable _users;
    private readonly GuessTable _addresses;
    private readonly GuessTable _pairs;
    private readonly GuessTable _devices;
    private readonly GuessTable _codes;
    private readonly GuessTable _wrongKeys;
    private readonly Sprays _sprays = new(MostNames);
    private readonly TriedSecrets _tried = new(32_768);
    private readonly Lock[] _secretGates = [.. Enumerable.Range(0, 64).Select(static _ => new Lock())];
    private readonly KeyedHash _secretHash = KeyedHash.CreateRandom();
    private readonly RecentPlaces _places;
    private readonly ITimer _timer;
    private readonly SemaphoreSlim _keeping = new(1, 1);
    private IReadOnlyList<GuessHold> _unwritten = [];
    private long _change;
    private long _throttled;
    private bool _storeGone;

    private GuessGuard(GuessOptions options, GuessKeys keys, BanList bans, long change)
    {
        _options = options;
        _keys = keys;
        _bans = bans;
        _change = change;
        _users = new GuessTable(GuessKind.User, GuessRule.User, options.Capacity);
        _addresses = new GuessTable(GuessKind.Address, GuessRule.Address, options.Capacity);
        _pairs = new GuessTable(GuessKind.Pair, GuessRule.Pair, options.Capacity);
        _devices = new GuessTable(GuessKind.Device, GuessRule.Device, options.Capacity / 4);
        _codes = new GuessTable(GuessKind.Code, GuessRule.Code, options.Capacity / 4);
        _wrongKeys = new GuessTable(GuessKind.Key, GuessRule.Key, options.Capacity / 4);
        _places = new RecentPlaces(MostPlacesWaiting);
        _timer = options.Time.CreateTimer(
            static guard => _ = ((GuessGuard)guard!).KeepAsync(),
            this,
            Interval,
            Interval
        );
    }

    /// <summary>The addresses that may not come.</summary>
    public IBans Bans => _bans;

    /// <summary>How many bans there are or were lately, for those who watch.</summary>
    public int BanCount => _bans.All.Count(ban => ban.IsInForce(_options.Time.GetUtcNow()));

    /// <summary>How many attempts were not judged because something held.</summary>
    public long Throttled => Volatile.Read(ref _throttled);

    /// <summary>A guard that goes on where the last one on this store ended.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be used.</exception>
    public static async ValueTask<GuessGuard> StartAsync(GuessOptions options, CancellationToken cancellationToken)
    {
        var keys = new GuessKeys(await options.Store.GuessingKeyAsync(cancellationToken));
        var change = await options.Store.GuessingChangeAsync(cancellationToken);
        var bans = new BanList();
        bans.Replace(await options.Store.ListBansAsync(cancellationToken));
        var guard = new GuessGuard(options, keys, bans, change);
        var now = options.Time.GetUtcNow();
        foreach (var hold in await options.Store.ListHoldsAsync(cancellationToken))
        {
            guard.TableOf(hold.Kind)?.Restore(hold, now);
        }

        return guard;
    }

    /// <summary>Asks for leave to judge a secret.</summary>
    /// <exception cref="StoreUnavailableException">Something holds, and the store cannot say who is known.</exception>
    public async ValueTask<GuessAnswer> AskAsync(GuessAttempt attempt, CancellationToken cancellationToken)
    {
        var now = _options.Time.GetUtcNow();
        var charge = ChargeOf(attempt);
        if (AskAsStranger(charge, now) is { } answer)
        {
            return answer;
        }

        if (await TakeAsKnownAsync(attempt, charge, now, cancellationToken) is { } known)
        {
            return Permit(known);
        }

        Interlocked.Increment(ref _throttled);
        var wait = Held(charge, now);
        return new GuessAnswer(
            Permit: null,
            IsKnownWrong: false,
            wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1)
        );
    }

    /// <summary>Notes that a user has signed in from an address, which is known from then on.</summary>
    public void NoteSignIn(long userId, IPAddress client) =>
        _places.Note(new SignInPlace(userId, _keys.OfAddress(client)), _options.Time.GetUtcNow());

    /// <summary>
    /// Counts a key that nobody has; each once, however often it is sent. Why nothing more is said of keys to this address,
    /// or null.
    /// </summary>
    public Failed? NoteWrongKey(IPAddress client, string key)
    {
        var now = _options.Time.GetUtcNow();
        var address = _keys.OfKeys(client);
        var secret = HashOf(address, "", key);
        if (_tried.IsCounted(secret, now) || _wrongKeys.TryTake(address, owner: 0, now, out _))
        {
            _tried.Count(secret, now);
            return null;
        }

        Interlocked.Increment(ref _throttled);
        return new GuessAnswer(Permit: null, IsKnownWrong: false, _wrongKeys.HeldFor(address, now)).Refusal;
    }

    /// <summary>Writes what is to outlive the process, and learns what other processes and the operator have done.</summary>
    public async Task KeepAsync()
    {
        if (!await _keeping.WaitAsync(TimeSpan.Zero))
        {
            return;
        }

        try
        {
            // What was forgiven is forgotten before it could be written once more.
            await FollowAsync();
            await WriteAsync();
            if (_storeGone)
            {
                _storeGone = false;
                _options.Log("The counters of failed sign-ins are written again.");
            }
        }
        catch (StoreUnavailableException exception)
        {
            if (!_storeGone)
            {
                _storeGone = true;
                _options.Log($"The counters of failed sign-ins are kept in memory only: {exception.Message}");
            }
        }
        finally
        {
            _keeping.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();

        // What is being written ends first.
        await _keeping.WaitAsync();
        _keeping.Release();
        await KeepAsync();
    }

    /// <summary>Takes back what was counted for an attempt.</summary>
    internal void TakeBack(GuessCharge charge)
    {
        if (charge.Track != GuessTrack.Uncounted && (charge.Secret == UInt128.Zero || _tried.TryForget(charge.Secret)))
        {
            GiveBack(charge);
        }
    }

    /// <summary>
    /// Ends an attempt that was left before its secret was judged. A secret stays counted: who ends requests before that
    /// would try any number of them. It is counted once however often it comes, so its owner loses nothing.
    /// </summary>
    internal void Leave(GuessCharge charge)
    {
        if (charge.Secret == UInt128.Zero)
        {
            TakeBack(charge);
        }
    }

    /// <summary>Ends an attempt whose secret was right.</summary>
    internal void Succeed(GuessCharge charge)
    {
        TakeBack(charge);
        if (charge.IsCode)
        {
            _codes.Forget(charge.User);
            return;
        }

        _pairs.Forget(charge.Pair);
        if (charge.Track == GuessTrack.KnownDevice)
        {
            _devices.Forget(charge.Device);
        }
    }

    /// <summary>Notes that whoever made an attempt has signed in.</summary>
    internal void NoteSignIn(GuessCharge charge) =>
        _places.Note(new SignInPlace(charge.Subject, charge.Address), _options.Time.GetUtcNow());

    /// <summary>Ends an attempt whose secret was wrong.</summary>
    internal async ValueTask NoteWrongAsync(GuessCharge charge, CancellationToken cancellationToken)
    {
        var now = _options.Time.GetUtcNow();
        if (
            charge.Secret != UInt128.Zero
            && !_tried.NoteWrong(charge.Secret, charge.JudgedBy, now)
            && charge.Track == GuessTrack.Uncounted
        )
        {
            // Whoever it was counted for went away before it was judged.
            _ = Take(charge, now);
        }

        if (
            !charge.IsUser
            || charge.Track != GuessTrack.Stranger
            || !_sprays.IsNew(charge.Address, charge.Owner, now)
            || await KnowsPlaceAsync(charge, cancellationToken)
            || !_sprays.Note(charge.Address, charge.Owner, now)
            || IPAddress.IsLoopback(charge.Client)
            || _options.NeverBanned(charge.Client)
            || _bans.Add(charge.Client, MostNames, now) is not { } ban
        )
        {
            return;
        }

        _options.Log(
            $"{ban.Subject} is banned until {ban.Until:u}: it failed with {ban.Names} different names within {Sprays.Window.TotalMinutes:0} minutes. `gatehouse denials bans` lists bans."
        );
        try
        {
            await _options.Store.AddBanAsync(ban, CancellationToken.None);
        }
        catch (StoreUnavailableException exception)
        {
            _options.Log($"The ban of {ban.Subject} is known to this process alone: {exception.Message}");
        }
    }

    // Null where something holds.
    private GuessAnswer? AskAsStranger(GuessCharge charge, DateTimeOffset now)
    {
        if (charge.Secret == UInt128.Zero)
        {
            return Take(charge, now) is { } taken ? Permit(taken) : null;
        }

        // Looked up and counted in one: of requests at the same time, the first alone counts.
        lock (_secretGates[(int)((ulong)charge.Secret % (ulong)_secretGates.Length)])
        {
            if (Held(charge, now) == TimeSpan.Zero)
            {
                if (_tried.IsWrong(charge.Secret, charge.JudgedBy, now))
                {
                    return new GuessAnswer(Permit: null, IsKnownWrong: true, TimeSpan.Zero);
                }

                if (_tried.IsCounted(charge.Secret, now))
                {
                    return Permit(charge with { Track = GuessTrack.Uncounted });
                }
            }

            if (Take(charge, now) is not { } taken)
            {
                return null;
            }

            _tried.Count(charge.Secret, now);
            return Permit(taken);
        }
    }

    private GuessAnswer Permit(GuessCharge charge) =>
        new(new GuessPermit(this, charge), IsKnownWrong: false, TimeSpan.Zero);

    private GuessCharge ChargeOf(in GuessAttempt attempt)
    {
        var address = _keys.OfAddress(attempt.Client);
        return new GuessCharge
        {
            Client = attempt.Client,
            Owner = _keys.OwnerOf(attempt.Name),
            Address = address,
            User = _keys.OfUser(attempt.IsCode ? GuessKind.Code : GuessKind.User, attempt.Name),
            Pair = _keys.OfPair(attempt.Name, attempt.Client),
            Secret = attempt.Secret is null ? UInt128.Zero : HashOf(address, attempt.Name, attempt.Secret),
            JudgedBy = HashOf(UInt128.Zero, attempt.JudgedBy ?? "", "") | UInt128.One,
            Subject = attempt.UserId ?? (attempt.IsUser || attempt.IsCode ? 0 : _keys.SubjectOf(attempt.Name)),
            IsCode = attempt.IsCode,
            IsUser = attempt.IsUser,
        };
    }

    private UInt128 HashOf(UInt128 address, string name, string secret)
    {
        var hash = _secretHash.Start();
        hash.Add((ulong)(address >> 64));
        hash.Add((ulong)address);
        hash.AddText(name);
        hash.AddText(secret);
        return hash.Finish();
    }

    private GuessTable UsersOf(GuessCharge charge) => charge.IsCode ? _codes : _users;

    private TimeSpan Held(GuessCharge charge, DateTimeOffset now)
    {
        var user = UsersOf(charge).HeldFor(charge.User, now);
        if (charge.IsCode)
        {
            return user;
        }

        var address = _addresses.HeldFor(charge.Address, now);
        var pair = _pairs.HeldFor(charge.Pair, now);
        return TimeSpan.FromTicks(Math.Max(Math.Max(address.Ticks, user.Ticks), pair.Ticks));
    }

    // All counters of a stranger's, or none and null.
    private GuessCharge? Take(GuessCharge charge, DateTimeOffset now)
    {
        var users = UsersOf(charge);
        if (!users.TryTake(charge.User, charge.Owner, now, out var userUntil))
        {
            return null;
        }

        var taken = charge with { Track = GuessTrack.Stranger, UserUntil = userUntil };
        if (charge.IsCode)
        {
            return taken;
        }

        if (!_addresses.TryTake(charge.Address, owner: 0, now, out var addressUntil))
        {
            users.GiveBack(charge.User, userUntil);
            return null;
        }

        if (!_pairs.TryTake(charge.Pair, charge.Owner, now, out var pairUntil))
        {
            users.GiveBack(charge.User, userUntil);
            _addresses.GiveBack(charge.Address, addressUntil);
            return null;
        }

        return taken with
        {
            AddressUntil = addressUntil,
            PairUntil = pairUntil,
        };
    }

    private void GiveBack(GuessCharge charge)
    {
        switch (charge.Track)
        {
            case GuessTrack.Stranger:
                UsersOf(charge).GiveBack(charge.User, charge.UserUntil);
                if (!charge.IsCode)
                {
                    _addresses.GiveBack(charge.Address, charge.AddressUntil);
                    _pairs.GiveBack(charge.Pair, charge.PairUntil);
                }

                break;
            case GuessTrack.KnownPlace:
                _pairs.GiveBack(charge.Pair, charge.PairUntil);
                break;
            case GuessTrack.KnownDevice:
                _devices.GiveBack(charge.Device, charge.UserUntil);
                break;
            default:
                break;
        }
    }

    // The same questions for a user who exists as for one who does not.
    private async ValueTask<GuessCharge?> TakeAsKnownAsync(
        GuessAttempt attempt,
        GuessCharge charge,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        foreach (var secret in attempt.Facts is null ? [] : DeviceCookie.Read(attempt.Facts))
        {
            var device = await _options.Devices.FindDeviceAsync(SecretText.Hash(secret), cancellationToken);
            if (device is not null && device.UserId == attempt.UserId)
            {
                var key = _keys.OfDevice(device.Id);
                if (_devices.TryTake(key, charge.Owner, now, out var until))
                {
                    return charge with { Track = GuessTrack.KnownDevice, Device = key, UserUntil = until };
                }
            }
        }

        return
            await KnowsPlaceAsync(charge, cancellationToken)
            && !charge.IsCode
            && _pairs.TryTake(charge.Pair, charge.Owner, now, out var pairUntil)
            ? charge with
            {
                Track = GuessTrack.KnownPlace,
                PairUntil = pairUntil,
            }
            : null;
    }

    private async ValueTask<bool> KnowsPlaceAsync(GuessCharge charge, CancellationToken cancellationToken)
    {
        var place = new SignInPlace(charge.Subject, charge.Address);
        return _places.IsWaiting(place) || await _options.Store.KnowsPlaceAsync(place, cancellationToken);
    }

    private async ValueTask WriteAsync()
    {
        // What could not be written comes again; a counter that has changed since stands behind it.
        var holds = new List<GuessHold>(_unwritten);
        foreach (var table in Tables)
        {
            table.Collect(holds, MostWrittenAtOnce);
        }

        var places = _places.Waiting();
        if (holds.Count > 0 || places.Count > 0)
        {
            _unwritten = holds;
            await _options.Store.SaveGuessesAsync(holds, places, CancellationToken.None);
            _unwritten = [];
            _places.Written(places);
        }
    }

    private async ValueTask FollowAsync()
    {
        var change = await _options.Store.GuessingChangeAsync(CancellationToken.None);
        if (change == _change)
        {
            return;
        }

        foreach (var owner in await _options.Store.ListForgivenAsync(_change, CancellationToken.None))
        {
            _users.ForgetOwned(owner);
            _pairs.ForgetOwned(owner);
            _devices.ForgetOwned(owner);
            _codes.ForgetOwned(owner);
            _unwritten = [.. _unwritten.Where(hold => hold.Owner != owner)];
        }

        _bans.Replace(await _options.Store.ListBansAsync(CancellationToken.None));
        _change = change;
    }

    private IEnumerable<GuessTable> Tables => [_users, _codes, _addresses, _pairs, _devices, _wrongKeys];

    private GuessTable? TableOf(GuessKind kind) =>
        kind switch
        {
            GuessKind.User => _users,
            GuessKind.Address => _addresses,
            GuessKind.Pair => _pairs,
            GuessKind.Device => _devices,
            GuessKind.Code => _codes,
            GuessKind.Key => _wrongKeys,
            _ => null,
        };
}
