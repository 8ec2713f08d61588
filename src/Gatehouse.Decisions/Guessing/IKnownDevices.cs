namespace Gatehouse.Decisions.Guessing;

/// <summary>The browsers that have signed users in. All of a user's are forgotten when the password is set or all sessions end.</summary>
public interface IKnownDevices
{
    /// <summary>The device of this cookie, or null: unknown, forgotten, or not used for <see cref="KnownDevice.Lifetime"/>.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    ValueTask<KnownDevice?> FindDeviceAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken);

    /// <summary>A user's devices, the last used first.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    ValueTask<IReadOnlyList<KnownDevice>> ListDevicesAsync(long userId, CancellationToken cancellationToken);

    /// <summary>Keeps a device under the hash of its cookie, in place of <paramref name="replaces"/> where that is the user's.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be written.</exception>
    ValueTask AddDeviceAsync(
        long userId,
        ReadOnlyMemory<byte> sha256,
        ReadOnlyMemory<byte> replaces,
        string browser,
        CancellationToken cancellationToken
    );

    /// <summary>Forgets one device of a user; false where there is no such one.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be written.</exception>
    ValueTask<bool> ForgetDeviceAsync(long userId, string id, CancellationToken cancellationToken);

    /// <summary>Forgets every device of a user; how many there were.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be written.</exception>
    ValueTask<int> ForgetDevicesAsync(long userId, CancellationToken cancellationToken);
}
