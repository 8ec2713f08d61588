namespace Gatehouse.Decisions.Users;

/// <summary>For whom Digest is switched on, and what their secrets are good for.</summary>
public interface IDigestAdministration
{
    /// <summary>
    /// Switches Digest on with what is kept of the user's password, as long as that is the one of
    /// <paramref name="passwordHash"/>: false where it is another by now, or there is no such user.
    /// </summary>
    ValueTask<bool> SetDigestAsync(
        string canonicalName,
        string passwordHash,
        IReadOnlyList<DigestSecret> secrets,
        CancellationToken cancellationToken
    );

    /// <summary>Switches Digest off, and removes what was kept for it; false where there is no such user.</summary>
    ValueTask<bool> RemoveDigestAsync(string canonicalName, CancellationToken cancellationToken);

    /// <summary>What a user's secrets are good for, a realm each; empty where none are kept.</summary>
    ValueTask<IReadOnlyList<DigestSpace>> ListDigestSpacesAsync(long userId, CancellationToken cancellationToken);

    /// <summary>The users for whom Digest is switched on, and whose secrets lack a part of the space, in the order of names.</summary>
    ValueTask<IReadOnlyList<string>> ListUnfitDigestUsersAsync(DigestSpace space, CancellationToken cancellationToken);

    /// <summary>Notes what the site offers now, for whoever sets a password without its configuration.</summary>
    ValueTask NoteDigestSpaceAsync(DigestSpace space, CancellationToken cancellationToken);

    /// <summary>What the site offered when it last noted it, or null: never.</summary>
    ValueTask<DigestSpace?> FindDigestSpaceAsync(CancellationToken cancellationToken);
}
