using System.Net;
using Gatehouse.Decisions.Passwords;

namespace Gatehouse.TestKit;

/// <summary>Takes <c>right</c> for everybody's password, and counts how often it is asked.</summary>
public sealed class CountingVerifier : IPasswordVerifier
{
    /// <summary>How many comparisons there were.</summary>
    public int Count { get; private set; }

    /// <summary>Whether there is no room.</summary>
    public bool IsFull { get; set; }

    /// <summary>Whether whoever asks beforehand is told that there is no room.</summary>
    public bool HasNoRoom { get; set; }

    /// <summary>What every comparison throws, where something is given.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What every comparison waits for.</summary>
    public Task Until { get; set; } = Task.CompletedTask;

    /// <inheritdoc/>
    public int RetryAfter => 3;

    /// <inheritdoc/>
    public bool HasRoom(IPAddress client) => !IsFull && !HasNoRoom;

    /// <inheritdoc/>
    public async ValueTask<PasswordMatch?> VerifyAsync(
        string? hash,
        string password,
        IPAddress client,
        CancellationToken cancellationToken
    )
    {
        Count++;
        if (Failure is not null)
        {
            throw Failure;
        }

        await Until.WaitAsync(cancellationToken);
        return IsFull ? null
            : hash is not null && password == "right" ? PasswordMatch.Yes
            : PasswordMatch.No;
    }

    /// <inheritdoc/>
    public ValueTask<string?> HashAsync(string password, IPAddress client, CancellationToken cancellationToken) =>
        new("hash");
}
