namespace Gatehouse.Client.Flow;

/// <summary>A credential that was refused.</summary>
/// <param name="Fingerprint">Which.</param>
/// <param name="Realm">In which realm; null where the refusal named none.</param>
/// <param name="Directories">At which paths, each up to its last slash.</param>
/// <param name="Count">How often.</param>
/// <param name="Refusal">The first refusal.</param>
/// <param name="At">When it was last refused.</param>
internal sealed record RefusedCredential(
    CredentialFingerprint Fingerprint,
    string? Realm,
    IReadOnlyList<string> Directories,
    int Count,
    Refusal Refusal,
    DateTimeOffset At
)
{
    private const int MostDirectories = 16;

    /// <summary>Whether it is that credential in that realm.</summary>
    public bool Is(CredentialFingerprint fingerprint, string? realm) =>
        Fingerprint == fingerprint && string.Equals(Realm, realm, StringComparison.Ordinal);

    /// <summary>The same, refused once more.</summary>
    public RefusedCredential Again(string path, DateTimeOffset at)
    {
        var directory = RefusedCredentials.DirectoryOf(path);
        var isNew = !Directories.Contains(directory, StringComparer.Ordinal) && Directories.Count < MostDirectories;
        return this with
        {
            Directories = isNew ? [.. Directories, directory] : Directories,
            Count = Count + 1,
            At = at,
        };
    }
}
