using Gatehouse.Protocol.Jose;

namespace Gatehouse.Decisions.Providers;

/// <summary>
/// An issuer whose JWT access tokens a route may trust, as a decision needs it. Keys come from memory; the network is
/// asked only where a request cannot be judged without it.
/// </summary>
public interface IProvider : ITokenIssuer
{
    /// <summary>The issuer exactly as tokens must name it (<c>iss</c>), or null while it is not known.</summary>
    string Issuer { get; }

    /// <summary>Whether only the type <c>at+jwt</c> is taken (RFC 9068).</summary>
    bool Strict { get; }

    /// <summary>Whether it is this site itself: its tokens are then judged by what they stand on in our store.</summary>
    bool IsOwn => false;

    /// <summary>
    /// The keys that may have signed a token with this <c>kid</c> and algorithm. Answered from memory where possible; an
    /// unknown kid causes at most one bounded look-up, whatever the number of requests.
    /// </summary>
    ValueTask<ProviderKeys> FindKeysAsync(string? keyId, string algorithm, CancellationToken cancellationToken);
}
