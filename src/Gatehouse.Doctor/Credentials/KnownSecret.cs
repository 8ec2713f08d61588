namespace Gatehouse.Doctor.Credentials;

/// <summary>A format of key or token whose issuer is known by how it begins.</summary>
/// <param name="Prefix">How it begins.</param>
/// <param name="Issuer">Who issues it.</param>
/// <param name="Kind">What it is, in words.</param>
/// <param name="Hosts">The hosts that take it, as ends of names; empty where everybody can run the product.</param>
/// <param name="Role">What it is good for.</param>
internal sealed record KnownSecret(
    string Prefix,
    string Issuer,
    string Kind,
    IReadOnlyList<string> Hosts,
    SecretRole Role = SecretRole.Secret
)
{
    /// <summary>The fields that take it, where that is narrower than Authorization; empty for Authorization.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>The scheme in Authorization; empty for none at all; null for Bearer or what the product takes.</summary>
    public string? Scheme { get; init; }

    /// <summary>How long it is; 0 where that varies.</summary>
    public int Length { get; init; }
}
