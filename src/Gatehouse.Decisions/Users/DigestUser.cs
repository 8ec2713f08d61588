namespace Gatehouse.Decisions.Users;

/// <summary>A user as Digest sees one.</summary>
/// <param name="User">The user.</param>
/// <param name="Secret">
/// The hash of canonical name, realm and password (RFC 7616 section 3.4.2) for the algorithm that was asked for; null where
/// none is kept, because Digest is not switched on for the account.
/// </param>
public sealed record DigestUser(UserRecord User, ReadOnlyMemory<byte>? Secret)
{
    /// <summary>The name; never the secret, which is as good as the password.</summary>
    public override string ToString() => User.Name;
}
