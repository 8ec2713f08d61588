using System.Net;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Decisions.Passwords;

namespace Gatehouse.Lab.Judging;

/// <summary>Compares passwords that everybody knows: at once, and without hashing.</summary>
internal sealed class LabPasswords : IPasswordVerifier
{
    /// <summary>Whether there is no room for another comparison.</summary>
    public bool IsFull { get; set; }

    /// <inheritdoc/>
    public int RetryAfter => 2;

    /// <inheritdoc/>
    public bool HasRoom(IPAddress client) => !IsFull;

    /// <inheritdoc/>
    public ValueTask<PasswordMatch?> VerifyAsync(
        string? hash,
        string password,
        IPAddress client,
        CancellationToken cancellationToken
    ) =>
        new(
            IsFull ? null
            : hash is not null
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(hash), Encoding.UTF8.GetBytes(password))
                ? PasswordMatch.Yes
            : PasswordMatch.No
        );

    /// <inheritdoc/>
    public ValueTask<string?> HashAsync(string password, IPAddress client, CancellationToken cancellationToken) =>
        new(password);
}
