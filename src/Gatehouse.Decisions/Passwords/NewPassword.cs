using Gatehouse.Decisions.Users;

namespace Gatehouse.Decisions.Passwords;

/// <summary>A password that is about to be kept, as everything that is ever made of it.</summary>
/// <param name="Hash">Its hash in Identity's V3 format.</param>
/// <param name="DigestSecrets">What Digest needs; kept only for users for whom it is switched on.</param>
public sealed record NewPassword(string Hash, IReadOnlyList<DigestSecret> DigestSecrets)
{
    /// <summary>Makes it, which takes as long as a hash does (about a tenth of a second).</summary>
    /// <param name="canonicalName">Whose it will be.</param>
    /// <param name="password">The password.</param>
    /// <param name="space">What the site offers of Digest.</param>
    public static NewPassword Create(string canonicalName, string password, DigestSpace space) =>
        new(PasswordHash.Create(password), space.SecretsOf(canonicalName, password));

    /// <summary>Nothing of it may be printed.</summary>
    public override string ToString() => "a password";
}
