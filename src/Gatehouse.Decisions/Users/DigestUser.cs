namespace Gatehouse.Decisions.Users;

/// <summary>A user as Digest sees one.</summary>
/// <param name="User">The user.</param>
/// <param name="Secret">
/// The hash of canonical name, realm and password (RFC 7616 section 3.4.2) for the algorithm that was asked for; null where
/// none is kept, because Digest is not switched on for the account or what is kept is good for something else.
/// </param>
/// <param name="KeptFor">What the secrets that are kept are good for, where none is for what was asked.</param>
public sealed record DigestUser(
    UserRecord User,
    ReadOnlyMemory<byte>? Secret,
    IReadOnlyList<DigestSpace>? KeptFor = null
)
{
    /// <summary>The name; never the secret, which is as good as the password.</summary>
    public override string ToString() => User.Name;
}
