namespace Gatehouse.Client.Flow;

/// <summary>A credential that was refused.</summary>
/// <param name="Fingerprint">Which.</param>
/// <param name="Realm">In which realm; null where the refusal named none.</param>
/// <param name="Paths">At which paths.</param>
/// <param name="Count">How often.</param>
/// <param name="Refusal">The first refusal.</param>
/// <param name="At">When it was last refused.</param>
internal sealed record RefusedCredential(
    CredentialFingerprint Fingerprint,
    string? Realm,
    IReadOnlyList<string> Paths,
    int Count,
    Refusal Refusal,
    DateTimeOffset At
)
{
    private const int MostPaths = 16;
    private const string Root = "/";

    /// <summary>Whether it is that credential in that realm.</summary>
    public bool Is(CredentialFingerprint fingerprint, string? realm) =>
        Fingerprint == fingerprint && string.Equals(Realm, realm, StringComparison.Ordinal);

    /// <summary>Whether a path is one of those where it was refused, or lies beside or below one.</summary>
    public bool Covers(string path) =>
        Paths.Any(refused =>
            RefusedCredentials.DirectoryOf(refused) is var directory && directory is not Root
                ? path.StartsWith(directory, StringComparison.Ordinal)
                : path == refused
        );

    /// <summary>The same, refused once more.</summary>
    public RefusedCredential Again(string path, DateTimeOffset at) =>
        this with
        {
            Paths = Paths.Count < MostPaths && !Paths.Contains(path, StringComparer.Ordinal) ? [.. Paths, path] : Paths,
            Count = Count + 1,
            At = at,
        };
}
