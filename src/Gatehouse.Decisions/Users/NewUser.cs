namespace Gatehouse.Decisions.Users;

/// <summary>A user to be added.</summary>
/// <param name="Name">The canonical name.</param>
/// <param name="PasswordHash">The hash in Identity's V3 format, or null for a user without a password.</param>
/// <param name="Email">The mail address, or null.</param>
/// <param name="Roles">The roles.</param>
/// <param name="MustChangePassword">Whether the first sign-in asks for a new password.</param>
public sealed record NewUser(
    string Name,
    string? PasswordHash,
    string? Email,
    IReadOnlyList<string> Roles,
    bool MustChangePassword = false
)
{
    /// <summary>What Digest needs of the password, or null: Digest is not switched on for the user.</summary>
    public IReadOnlyList<DigestSecret>? DigestSecrets { get; init; }
}
