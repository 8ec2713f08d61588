using Gatehouse.Protocol.Jose;

namespace Gatehouse.Decisions.Providers;

/// <summary>
/// An issuer whose JWT access tokens a route may trust, as a decision needs it. Keys come from memory; the network is
/// asked only where a request cannot be judged without it.
/// </summary>
public interface IProvider
{
    /// <summary>The name in the configuration.</summary>
    string Name { get; }

    /// <summary>The issuer exactly as tokens must name it (<c>iss</c>), or null while it is not known.</summary>
    string Issuer { get; }

    /// <summary>The audience that tokens must be made for.</summary>
    string? Audience { get; }

    /// <summary>Whether only the type <c>at+jwt</c> is taken (RFC 9068).</summary>
    bool Strict { get; }

    /// <summary>The values of <c>acr</c> with which it says that a person signed in with two factors.</summary>
    IReadOnlyList<string> TwoFactorAcr => [];

    /// <summary>
    /// The keys that may have signed a token with this <c>kid</c> and algorithm. Answered from memory where possible; an
    /// unknown kid causes at most one bounded look-up, whatever the number of requests.
    /// </summary>
    ValueTask<ProviderKeys> FindKeysAsync(string? keyId, string algorithm, CancellationToken cancellationToken);

    /// <summary>
    /// By how many seconds the issuer's clock is ahead of ours, measured from the <c>Date</c> of its last answer, or
    /// null where it was never measured.
    /// </summary>
    long? ClockAheadSeconds { get; }
}
