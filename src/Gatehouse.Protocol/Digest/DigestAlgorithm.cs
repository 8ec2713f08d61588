namespace Gatehouse.Protocol.Digest;

/// <summary>A value of the <c>algorithm</c> parameter (RFC 7616 section 3.3): a hash, and whether it makes session keys.</summary>
/// <param name="Hash">The hash function.</param>
/// <param name="Session">Whether the nonces go into the secret (<c>-sess</c>).</param>
public readonly record struct DigestAlgorithm(DigestHash Hash, bool Session = false)
{
    private const string SessionSuffix = "-sess";

    /// <summary>The name on the wire: <c>SHA-512-256-sess</c>.</summary>
    public string Name => NameOf(Hash) + (Session ? SessionSuffix : "");

    /// <summary>Reads a name, whatever its case; null, the parameter's absence, is MD5 (RFC 7616 section 3.3).</summary>
    public static bool TryParse(string? name, out DigestAlgorithm algorithm)
    {
        var session = name is not null && name.EndsWith(SessionSuffix, StringComparison.OrdinalIgnoreCase);
        var hash = session ? name![..^SessionSuffix.Length] : name;
        foreach (var known in (ReadOnlySpan<DigestHash>)[DigestHash.Md5, DigestHash.Sha256, DigestHash.Sha512T256])
        {
            if (hash is null || hash.Equals(NameOf(known), StringComparison.OrdinalIgnoreCase))
            {
                algorithm = new DigestAlgorithm(known, session);
                return true;
            }
        }

        algorithm = default;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string NameOf(DigestHash hash) =>
        hash switch
        {
            DigestHash.Md5 => "MD5",
            DigestHash.Sha256 => "SHA-256",
            _ => "SHA-512-256",
        };
}
