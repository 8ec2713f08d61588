using System.Net;

namespace Gatehouse.Decisions.Passwords;

/// <summary>Compares passwords with hashes, at a bounded pace.</summary>
public interface IPasswordVerifier
{
    /// <summary>After how many seconds there is likely to be room, for whoever is told that there is none.</summary>
    int RetryAfter { get; }

    /// <summary>
    /// Whether there is room for a comparison that a client asks for: asked before anything is looked up, so that a flood
    /// costs little. Counts against the client where there is none.
    /// </summary>
    bool HasRoom(IPAddress client);

    /// <summary>
    /// Compares; null where there is no room for another comparison now (<c>server.busy</c>). With a null
    /// <paramref name="hash"/> it takes as long and says no, so that time does not tell whether there is such a user.
    /// </summary>
    ValueTask<PasswordMatch?> VerifyAsync(
        string? hash,
        string password,
        IPAddress client,
        CancellationToken cancellationToken
    );

    /// <summary>A new hash, made in the same lane; null where there is no room.</summary>
    ValueTask<string?> HashAsync(string password, IPAddress client, CancellationToken cancellationToken);
}
