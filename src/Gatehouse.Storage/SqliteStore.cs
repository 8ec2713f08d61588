using System.Net;
using Dapper;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Guessing;
using Gatehouse.Decisions.Keyring;
using Gatehouse.Decisions.Keys;
using Gatehouse.Decisions.Maintenance;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.Remembered;
using Gatehouse.Decisions.SecondFactor;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Decisions.Users;
using Gatehouse.Protocol.Digest;
using Gatehouse.Storage.Digest;
using Gatehouse.Storage.Files;
using Gatehouse.Storage.Guessing;
using Gatehouse.Storage.Keyring;
using Gatehouse.Storage.Keys;
using Gatehouse.Storage.Revocation;
using Gatehouse.Storage.SecondFactor;
using Gatehouse.Storage.Sessions;
using Gatehouse.Storage.Sqlite;
using Gatehouse.Storage.Tokens;
using Gatehouse.Storage.Upkeep;
using Gatehouse.Storage.Users;

namespace Gatehouse.Storage;

/// <summary>
/// Users, keys, sessions, second factors, the key ring and the revocation word in one SQLite file of the data folder, shared by any number of
/// processes on one machine. What a writing member has answered is on the disk. Members throw
/// <see cref="StoreUnavailableException"/> where the file cannot be used, and <see cref="ArgumentException"/> for text
/// that cannot be kept exactly (a NUL, half a surrogate pair).
/// </summary>
public sealed class SqliteStore
    : IUserAdministration,
        IKeyAdministration,
        ISessionAdministration,
        IPasswordResets,
        IUserLinks,
        ISecondFactors,
        IDigestSecrets,
        IDigestAdministration,
        ITokenAdministration,
        IGuessStore,
        IKnownDevices,
        IKeyring,
        IMaintenance,
        IRevocationWord,
        IAsyncDisposable
{
    /// <summary>The database's file name in the data folder.</summary>
    public const string FileName = "gatehouse.db";

    internal const string WordFileName = "revocation.word";

    private static readonly TimeSpan WordInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UpkeepInterval = TimeSpan.FromMinutes(1);

    private readonly DatabaseFile _file;
    private readonly RevocationWord _word;
    private readonly ReadPool _readers;
    private readonly Writer _writer;
    private readonly UserTable _users;
    private readonly KeyTable _keys;
    private readonly LatestUses _uses;
    private readonly SessionTable _sessions;
    private readonly PasswordResetTable _resets;
    private readonly UserLinkTable _links;
    private readonly SecondFactorTable _factors;
    private readonly DigestTable _digest;
    private readonly GrantTable _grants;
    private readonly RevokedTokenTable _revoked;
    private readonly GuessTable _guesses;
    private readonly KnownDeviceTable _devices;
    private readonly KeyringTable _keyring;
    private readonly NodeLeases _nodes;
    private readonly MaintenanceTable _maintenance;
    private readonly ITimer _wordTimer;
    private readonly ITimer _upkeepTimer;
    private Task _upkeep = Task.CompletedTask;

    private SqliteStore(DatabaseFile file, RevocationWord word, TimeProvider timeProvider)
    {
        _file = file;
        _word = word;
        _readers = new(file);
        _writer = new(file, word);
        _users = new(_readers, _writer, timeProvider);
        _keys = new(_readers, _writer, timeProvider);
        _uses = new(_keys.NoteUsedAsync);
        _sessions = new(_readers, _writer, timeProvider);
        _resets = new(_readers, _writer, timeProvider);
        _links = new(_readers, _writer, timeProvider);
        _factors = new(_readers, _writer, timeProvider);
        _digest = new(_readers, _writer);
        _grants = new(_readers, _writer, timeProvider);
        _revoked = new(_readers, _writer, timeProvider);
        _guesses = new(_readers, _writer, timeProvider);
        _devices = new(_readers, _writer, timeProvider);
        _keyring = new(_readers, _writer, timeProvider);
        _nodes = new(_writer, timeProvider);
        _maintenance = new(_readers, _writer, timeProvider);
        CatchUp();
        _wordTimer = timeProvider.CreateTimer(
            static store => ((SqliteStore)store!).TryCatchUp(),
            this,
            WordInterval,
            WordInterval
        );
        _upkeepTimer = timeProvider.CreateTimer(
            static store => ((SqliteStore)store!).BeginUpkeep(),
            this,
            UpkeepInterval,
            UpkeepInterval
        );
    }

    /// <inheritdoc/>
    public long Current => _word.Current;

    /// <summary>Ends when the upkeep that has begun is done.</summary>
    internal Task Upkeep => _upkeep;

    /// <summary>Opens the store of a data folder; makes folder and store where there are none.</summary>
    /// <exception cref="DataFolderException">The folder or a file in it is not fit to hold secrets.</exception>
    /// <exception cref="StoreUnavailableException">The store is damaged, of a newer version, or cannot be used.</exception>
    public static async ValueTask<SqliteStore> OpenAsync(
        StoreOptions options,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        return await Task.Run(() => Open(options), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<UserRecord?> FindUserAsync(string canonicalName, CancellationToken cancellationToken) =>
        new(_users.Find(canonicalName));

    /// <inheritdoc/>
    public ValueTask<UserRecord?> FindUserAsync(long id, CancellationToken cancellationToken) => new(_users.Find(id));

    /// <inheritdoc/>
    public ValueTask<bool> RehashAsync(long id, string oldHash, string newHash, CancellationToken cancellationToken) =>
        _users.RehashAsync(id, oldHash, newHash, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> AddUserAsync(NewUser user, CancellationToken cancellationToken) =>
        _users.AddAsync(user, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<UserRecord>> ListUsersAsync(CancellationToken cancellationToken) =>
        new(_users.List());

    /// <inheritdoc/>
    public ValueTask<bool> SetPasswordAsync(
        string canonicalName,
        NewPassword password,
        bool mustChange,
        CancellationToken cancellationToken
    ) => _users.SetPasswordAsync(canonicalName, password, mustChange, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> ChangePasswordAsync(
        long userId,
        string? oldHash,
        NewPassword newPassword,
        string? butSession,
        CancellationToken cancellationToken
    ) => _users.ChangePasswordAsync(userId, oldHash, newPassword, butSession, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> SetRolesAsync(
        string canonicalName,
        IReadOnlyList<string> roles,
        CancellationToken cancellationToken
    ) => _users.SetRolesAsync(canonicalName, roles, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> SetDisabledAsync(string canonicalName, bool disabled, CancellationToken cancellationToken) =>
        _users.SetDisabledAsync(canonicalName, disabled, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> SetLockedAsync(string canonicalName, bool locked, CancellationToken cancellationToken) =>
        _users.SetLockedAsync(canonicalName, locked, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> RemoveUserAsync(string canonicalName, CancellationToken cancellationToken) =>
        _users.RemoveAsync(canonicalName, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<KeyRecord?> FindKeyAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken) =>
        new(_keys.FindByHash(sha256));

    /// <inheritdoc/>
    public void NoteKeyUsed(string id, DateTimeOffset at) => _uses.Note(id, at);

    /// <inheritdoc/>
    public ValueTask<bool> AddKeyAsync(NewKey key, CancellationToken cancellationToken) =>
        _keys.AddAsync(key, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<KeyRecord>> ListKeysAsync(
        string? canonicalUserName,
        CancellationToken cancellationToken
    ) => new(_keys.List(canonicalUserName));

    /// <inheritdoc/>
    public ValueTask<KeyRecord?> FindKeyByIdAsync(string id, CancellationToken cancellationToken) =>
        new(_keys.FindById(id));

    /// <summary>
    /// In one step: keeps <paramref name="successor"/>, and ends the old key at <paramref name="oldEndsAt"/> or when it
    /// would have ended before. False where there is no such key of this user, or it is revoked or rotated already.
    /// </summary>
    public ValueTask<bool> RotateKeyAsync(
        string id,
        NewKey successor,
        DateTimeOffset oldEndsAt,
        CancellationToken cancellationToken
    ) => _keys.RotateAsync(id, successor, oldEndsAt, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> RevokeKeyAsync(string id, CancellationToken cancellationToken) =>
        _keys.RevokeAsync(id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<SessionRecord?> FindSessionAsync(
        ReadOnlyMemory<byte> sha256,
        CancellationToken cancellationToken
    ) => new(_sessions.FindByHash(sha256));

    /// <inheritdoc/>
    public void NoteSessionUsed(string id, DateTimeOffset at) => _sessions.NoteUsed(id, at);

    /// <inheritdoc/>
    public ValueTask<bool> StartSessionAsync(NewSession session, CancellationToken cancellationToken) =>
        _sessions.StartAsync(session, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<SessionRecord?> FindSessionByIdAsync(string id, CancellationToken cancellationToken) =>
        new(_sessions.FindById(id));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SessionRecord>> ListSessionsAsync(
        string? canonicalUserName,
        CancellationToken cancellationToken
    ) => new(_sessions.List(canonicalUserName));

    /// <inheritdoc/>
    public ValueTask<bool> EndSessionAsync(string id, SessionEnd by, CancellationToken cancellationToken) =>
        _sessions.EndAsync(id, by, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<int> EndSessionsAsync(
        long userId,
        string? butId,
        SessionEnd by,
        CancellationToken cancellationToken
    ) => _sessions.EndAllAsync(userId, butId, by, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<int> EndSessionsOfAsync(
        string provider,
        string? subject,
        string? providerSession,
        CancellationToken cancellationToken
    ) => _sessions.EndOfProviderAsync(provider, subject, providerSession, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> RenewSessionAsync(
        string id,
        ReadOnlyMemory<byte> expected,
        ReadOnlyMemory<byte> renewed,
        IReadOnlyList<string>? roles,
        CancellationToken cancellationToken
    ) => _sessions.RenewAsync(id, expected, renewed, roles, cancellationToken);

    /// <inheritdoc/>
    public ValueTask SweepSessionsAsync(SessionRules rules, TimeSpan keep, CancellationToken cancellationToken) =>
        _sessions.SweepAsync(rules, keep, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SessionLifetimes>> SessionLifetimesAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) => new(_sessions.Lifetimes(since));

    /// <inheritdoc/>
    public ValueTask<bool> AddResetAsync(
        ReadOnlyMemory<byte> sha256,
        long userId,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken
    ) => _resets.AddAsync(sha256, userId, expiresAt, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long?> FindResetAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken) =>
        new(_resets.Find(sha256));

    /// <inheritdoc/>
    public ValueTask<bool> ResetPasswordAsync(
        ReadOnlyMemory<byte> sha256,
        NewPassword password,
        CancellationToken cancellationToken
    ) => _resets.UseAsync(sha256, password, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<UserRecord?> FindLinkedUserAsync(
        string issuer,
        string subject,
        CancellationToken cancellationToken
    ) => new(_links.Find(issuer, subject) is { } id ? _users.Find(id) : null);

    /// <inheritdoc/>
    public ValueTask<bool> LinkUserAsync(
        string issuer,
        string subject,
        long userId,
        CancellationToken cancellationToken
    ) => _links.AddAsync(issuer, subject, userId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> AddLinkedUserAsync(
        NewUser user,
        string issuer,
        string subject,
        CancellationToken cancellationToken
    ) => _users.AddAsync(user, issuer, subject, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<SecondFactorRecord?> FindSecondFactorAsync(long userId, CancellationToken cancellationToken) =>
        new(_factors.Find(userId));

    /// <inheritdoc/>
    public ValueTask<bool> AddSecondFactorAsync(
        NewSecondFactor factor,
        string? butSession,
        CancellationToken cancellationToken
    ) => _factors.AddAsync(factor, butSession, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> UseStepAsync(SecondFactorRecord factor, long step, CancellationToken cancellationToken) =>
        _factors.UseStepAsync(factor, step, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> UseRecoveryCodeAsync(
        long userId,
        ReadOnlyMemory<byte> sha256,
        CancellationToken cancellationToken
    ) => _factors.UseRecoveryCodeAsync(userId, sha256, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> ReplaceRecoveryCodesAsync(
        long userId,
        IReadOnlyList<byte[]> recoveryCodes,
        CancellationToken cancellationToken
    ) => _factors.ReplaceRecoveryCodesAsync(userId, recoveryCodes, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> RemoveSecondFactorAsync(
        long userId,
        string? butSession,
        CancellationToken cancellationToken
    ) => _factors.RemoveAsync(userId, butSession, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<DigestUser?> FindDigestUserAsync(
        string canonicalName,
        string realm,
        DigestHash hash,
        CancellationToken cancellationToken
    ) => new(_digest.Find(canonicalName, realm, hash));

    /// <inheritdoc/>
    public ValueTask<DigestUser?> FindDigestUserAsync(
        ReadOnlyMemory<byte> userHash,
        string realm,
        DigestHash hash,
        CancellationToken cancellationToken
    ) => new(_digest.Find(userHash, realm, hash));

    /// <inheritdoc/>
    public ValueTask<bool> SetDigestAsync(
        string canonicalName,
        string passwordHash,
        IReadOnlyList<DigestSecret> secrets,
        CancellationToken cancellationToken
    ) => _digest.SetAsync(canonicalName, passwordHash, secrets, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> RemoveDigestAsync(string canonicalName, CancellationToken cancellationToken) =>
        _digest.RemoveAsync(canonicalName, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DigestSpace>> ListDigestSpacesAsync(
        long userId,
        CancellationToken cancellationToken
    ) => new(_digest.ListSpaces(userId));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListUnfitDigestUsersAsync(
        DigestSpace space,
        CancellationToken cancellationToken
    ) => new(_digest.ListUnfit(space));

    /// <inheritdoc/>
    public ValueTask NoteDigestSpaceAsync(DigestSpace space, CancellationToken cancellationToken) =>
        _digest.NoteSpaceAsync(space, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<DigestSpace?> FindDigestSpaceAsync(CancellationToken cancellationToken) =>
        new(_digest.FindSpace());

    /// <inheritdoc/>
    public ValueTask<TokenGrant?> FindGrantAsync(string id, CancellationToken cancellationToken) =>
        new(_grants.Find(id));

    /// <inheritdoc/>
    public ValueTask<TokenGrant?> FindGrantOfAsync(
        ReadOnlyMemory<byte> refreshSha256,
        CancellationToken cancellationToken
    ) => new(_grants.FindByRefreshToken(refreshSha256));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TokenGrant>> ListGrantsAsync(
        string? canonicalUserName,
        CancellationToken cancellationToken
    ) => new(_grants.List(canonicalUserName));

    /// <inheritdoc/>
    public ValueTask<bool> AddGrantAsync(NewGrant grant, CancellationToken cancellationToken) =>
        _grants.AddAsync(grant, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<CodeResult> UseCodeAsync(CodeUse use, CancellationToken cancellationToken) =>
        _grants.UseCodeAsync(use, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RefreshResult> UseRefreshTokenAsync(RefreshUse use, CancellationToken cancellationToken) =>
        _grants.UseRefreshTokenAsync(use, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> EndGrantAsync(string id, GrantEnd by, CancellationToken cancellationToken) =>
        _grants.EndAsync(id, by, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> FindRevocationAsync(
        ReadOnlyMemory<byte> signingInputHash,
        CancellationToken cancellationToken
    ) => new(_revoked.Find(signingInputHash));

    /// <inheritdoc/>
    public ValueTask RevokeTokenAsync(
        ReadOnlyMemory<byte> signingInputHash,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken
    ) => _revoked.AddAsync(signingInputHash, expiresAt, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask SweepTokensAsync(TimeSpan grace, TimeSpan keep, CancellationToken cancellationToken) =>
        await _grants.SweepAsync(grace, keep, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<byte[]> GuessingKeyAsync(CancellationToken cancellationToken) => new(_guesses.Key());

    /// <inheritdoc/>
    public ValueTask<long> GuessingChangeAsync(CancellationToken cancellationToken) => new(_guesses.Change());

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<GuessHold>> ListHoldsAsync(CancellationToken cancellationToken) =>
        new(_guesses.Holds());

    /// <inheritdoc/>
    public ValueTask SaveGuessesAsync(
        IReadOnlyList<GuessHold> holds,
        IReadOnlyList<SignInPlace> places,
        CancellationToken cancellationToken
    ) => _guesses.SaveAsync(holds, places, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> KnowsPlaceAsync(SignInPlace place, CancellationToken cancellationToken) =>
        new(_guesses.Knows(place));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Ban>> ListBansAsync(CancellationToken cancellationToken) => new(_guesses.Bans());

    /// <inheritdoc/>
    public ValueTask AddBanAsync(Ban ban, CancellationToken cancellationToken) =>
        _guesses.AddBanAsync(ban, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<int> LiftBanAsync(IPNetwork network, CancellationToken cancellationToken) =>
        _guesses.LiftBanAsync(network, cancellationToken);

    /// <inheritdoc/>
    public ValueTask ForgiveUserAsync(string canonicalName, CancellationToken cancellationToken) =>
        _guesses.ForgiveAsync(canonicalName, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<uint>> ListForgivenAsync(long sinceChange, CancellationToken cancellationToken) =>
        new(_guesses.Forgiven(sinceChange));

    /// <inheritdoc/>
    public ValueTask<KnownDevice?> FindDeviceAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken) =>
        new(_devices.Find(sha256));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<KnownDevice>> ListDevicesAsync(long userId, CancellationToken cancellationToken) =>
        new(_devices.List(userId));

    /// <inheritdoc/>
    public ValueTask AddDeviceAsync(
        long userId,
        ReadOnlyMemory<byte> sha256,
        ReadOnlyMemory<byte> replaces,
        string browser,
        CancellationToken cancellationToken
    ) => _devices.AddAsync(userId, sha256, replaces, browser, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> ForgetDeviceAsync(long userId, string id, CancellationToken cancellationToken) =>
        _devices.ForgetAsync(userId, id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<int> ForgetDevicesAsync(long userId, CancellationToken cancellationToken) =>
        _devices.ForgetAllAsync(userId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SiteKey>> ListSiteKeysAsync(
        KeyPurpose purpose,
        CancellationToken cancellationToken
    ) => _keyring.ListAsync(purpose, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<SiteKey> RotateSiteKeyAsync(KeyPurpose purpose, CancellationToken cancellationToken) =>
        _keyring.RotateAsync(purpose, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ushort> LeaseNodeAsync(CancellationToken cancellationToken) =>
        _nodes.LeaseAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<MaintenancePeriod>> ListMaintenanceAsync(CancellationToken cancellationToken) =>
        new(_maintenance.List());

    /// <inheritdoc/>
    public async ValueTask BeginMaintenanceAsync(
        string? route,
        DateTimeOffset? until,
        CancellationToken cancellationToken
    ) => await _maintenance.BeginAsync(route, until, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<int> EndMaintenanceAsync(string? route, CancellationToken cancellationToken) =>
        _maintenance.EndAsync(route, cancellationToken);

    /// <summary>Writes a whole copy of the store, as of one instant, into a new file with mode 0600.</summary>
    /// <exception cref="StoreUnavailableException">The copy cannot be written, or the file exists.</exception>
    public async ValueTask BackupAsync(string path, CancellationToken cancellationToken) =>
        await Task.Run(() => _file.Backup(Path.GetFullPath(path)), cancellationToken);

    /// <summary>Writes what is still in memory, and closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        await _wordTimer.DisposeAsync();
        await _upkeepTimer.DisposeAsync();
        await _upkeep;
        await _uses.FlushAsync();
        await _sessions.FlushAsync();
        _writer.Dispose();
        _readers.Dispose();
    }

    private static SqliteStore Open(StoreOptions options)
    {
        SqliteNative.Register();
        var folder = DataFolder.Open(options.DataDirectory);
        DatabaseFile file = new(folder.PathOf(FileName), "Store", options.TimeProvider);
        var wordPath = folder.PathOf(WordFileName);
        if (File.Exists(wordPath) && !File.Exists(file.Path))
        {
            throw new StoreUnavailableException(
                $"{file.Path} is missing, though this folder held a store. Restore it from a backup, or name another folder."
            );
        }

        file.Prepare(newPragmas: "", check: true);
        var word = RevocationWord.Open(wordPath);
        return new(file, word, options.TimeProvider);
    }

    // A process killed between its commit and its raise leaves the mapped word behind.
    private void CatchUp() =>
        _word.RaiseTo(
            _readers.Read(
                0,
                static (session, _) =>
                    session.Connection.ExecuteScalar<long>("SELECT word FROM revocation WHERE id = 1")
            )
        );

    private void TryCatchUp()
    {
        try
        {
            CatchUp();
        }
        catch (Exception)
        {
            // Out of a timer it would end the process. Who reads the store now learns it too, and refuses; the next
            // second tries again.
        }
    }

    private void BeginUpkeep() => _upkeep = Task.WhenAll(_upkeep, KeepUpAsync());

    private async Task KeepUpAsync()
    {
        await _uses.FlushAsync();
        await _sessions.FlushAsync();
        await _nodes.RenewAsync();
    }
}
