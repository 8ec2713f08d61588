using System.Diagnostics.CodeAnalysis;

namespace Gatehouse.Client.Tokens;

/// <summary>Keeps one token fresh. Safe to use from many threads: however many ask, one renewal is under way.</summary>
internal interface ITokenKeeper : IDisposable
{
    /// <summary>What the token is got with, for people: <c>client credentials</c>.</summary>
    string Origin { get; }

    /// <summary>
    /// Whether only a challenge can tell where to get a token (RFC 9728), so that the first request goes without: true
    /// until <see cref="DiscoverAsync"/> has found a server, false where one is configured.
    /// </summary>
    bool NeedsChallenge { get; }

    /// <summary>The token to send now, without waiting and without allocating; false where it has to be got first.</summary>
    bool TryGet([NotNullWhen(true)] out AccessToken? token);

    /// <summary>The token to send now.</summary>
    /// <exception cref="ProviderUnavailableException">Nobody gives one now, and what was held has ended.</exception>
    /// <exception cref="AuthenticationFailedException">The provider refuses for good.</exception>
    ValueTask<AccessToken> GetAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Another token in place of one that the resource refused: the one held where that is another already, a new one
    /// otherwise; null where this keeper cannot get any other.
    /// </summary>
    /// <inheritdoc cref="GetAsync" path="/exception"/>
    ValueTask<AccessToken?> RenewAsync(AccessToken refused, CancellationToken cancellationToken);

    /// <summary>
    /// A token with what the resource asks for besides, kept from then on; null where this keeper may or can not get it.
    /// </summary>
    /// <inheritdoc cref="GetAsync" path="/exception"/>
    ValueTask<AccessToken?> WidenAsync(AccessToken refused, TokenNeeds needs, CancellationToken cancellationToken);

    /// <summary>
    /// A token from another authorization server, which the resource's metadata names (RFC 9728); null where that server is
    /// none of the allowed ones or this keeper cannot ask it.
    /// </summary>
    /// <inheritdoc cref="GetAsync" path="/exception"/>
    ValueTask<AccessToken?> DiscoverAsync(Uri resource, Uri metadata, CancellationToken cancellationToken);
}
