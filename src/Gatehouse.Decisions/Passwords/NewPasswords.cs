using System.Net;
using Gatehouse.Decisions.Users;

namespace Gatehouse.Decisions.Passwords;

/// <summary>Makes of passwords what is kept of them, at the pace at which they are compared.</summary>
/// <param name="hashing">The lane.</param>
/// <param name="space">What the site offers of Digest, as it is now.</param>
public sealed class NewPasswords(IPasswordVerifier hashing, Func<DigestSpace> space)
{
    /// <summary>What is to be kept; null where there is no room for another hash now (<c>server.busy</c>).</summary>
    public async ValueTask<NewPassword?> MakeAsync(
        string canonicalName,
        string password,
        IPAddress client,
        CancellationToken cancellationToken
    ) =>
        await hashing.HashAsync(password, client, cancellationToken) is { } hash
            ? new NewPassword(hash, space().SecretsOf(canonicalName, password))
            : null;
}
