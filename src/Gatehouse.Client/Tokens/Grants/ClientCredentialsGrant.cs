using Gatehouse.Client.Providers;

namespace Gatehouse.Client.Tokens.Grants;

/// <summary>The program itself, for itself (RFC 6749 section 4.4).</summary>
internal sealed class ClientCredentialsGrant(TokenEndpoint endpoint, TokenTarget target) : TokenGrant
{
    /// <inheritdoc/>
    public override string Origin => "client credentials";

    /// <inheritdoc/>
    public override Uri Address => endpoint.Address;

    /// <inheritdoc/>
    public override bool NeedsChallenge => !endpoint.IsKnown;

    /// <inheritdoc/>
    public override async ValueTask<GrantResult> RequestAsync(GrantDemand demand, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> form = [new("grant_type", "client_credentials")];
        target.AddTo(form, demand.Scopes);
        var result = await endpoint.RequestAsync(form, demand.Scopes, cancellationToken).ConfigureAwait(false);
        // A refresh token does not belong here (RFC 6749 section 4.4.3), and the secret does as well.
        return result.Granted is { } granted ? granted with { RefreshToken = null, SessionEndsAt = null } : result;
    }

    /// <inheritdoc/>
    public override TokenGrant At(string issuer, string resource) =>
        new ClientCredentialsGrant(endpoint.At(issuer), target with { Resource = resource });
}
