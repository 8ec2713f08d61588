namespace Gatehouse.Decisions.Keys;

/// <summary>What an operator does with keys. Revoking raises the revocation word.</summary>
public interface IKeyAdministration : IKeyDirectory
{
    /// <summary>Keeps a new key; false where there is no such user.</summary>
    ValueTask<bool> AddKeyAsync(NewKey key, CancellationToken cancellationToken);

    /// <summary>Every key, of one user where given, newest first.</summary>
    ValueTask<IReadOnlyList<KeyRecord>> ListKeysAsync(string? canonicalUserName, CancellationToken cancellationToken);

    /// <summary>In one step: keeps <paramref name="successor"/>, and ends the old key at <paramref name="oldEndsAt"/>.</summary>
    ValueTask<bool> RotateKeyAsync(
        string id,
        NewKey successor,
        DateTimeOffset oldEndsAt,
        CancellationToken cancellationToken
    );

    /// <summary>Revokes; false where there is no such key.</summary>
    ValueTask<bool> RevokeKeyAsync(string id, CancellationToken cancellationToken);
}
