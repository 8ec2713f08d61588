using Gatehouse.Client.Providers;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Tokens.Grants;

/// <summary>Another token in exchange for one that the program holds (RFC 8693 section 2).</summary>
internal sealed class TokenExchangeGrant(
    TokenEndpoint endpoint,
    TokenTarget target,
    Func<CancellationToken, ValueTask<string?>> subject,
    string subjectType
) : TokenGrant
{
    public const string AccessTokenType = "urn:ietf:params:oauth:token-type:access_token";

    private const string GrantType = "urn:ietf:params:oauth:grant-type:token-exchange";

    /// <inheritdoc/>
    public override string Origin => "token exchange";

    /// <inheritdoc/>
    public override Uri Address => endpoint.Address;

    /// <inheritdoc/>
    public override bool NeedsChallenge => !endpoint.IsKnown;

    /// <inheritdoc/>
    public override async ValueTask<GrantResult> RequestAsync(GrantDemand demand, CancellationToken cancellationToken)
    {
        string? token;
        try
        {
            token = await subject(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failed)
            when (failed is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return GrantFault.Unavailable(endpoint.Address, "the program gave no token to exchange") with
            {
                Inner = failed,
            };
        }

        if (string.IsNullOrEmpty(token))
        {
            return GrantFault.Refused(
                endpoint.Address,
                Causes.Credentials.Missing,
                "The program holds no token to exchange"
            );
        }

        List<KeyValuePair<string, string>> form =
        [
            new("grant_type", GrantType),
            new("subject_token", token),
            new("subject_token_type", subjectType),
            new("requested_token_type", AccessTokenType),
        ];
        target.AddTo(form, demand.Scopes);
        var result = await endpoint.RequestAsync(form, demand.Scopes, cancellationToken).ConfigureAwait(false);
        // A subject token that is not taken is an invalid request here (RFC 8693 section 2.2.2).
        return result.Fault is { Error: "invalid_request" } refused
            ? refused with
            {
                Cause = Causes.Grant.Invalid,
            }
            : result;
    }

    /// <inheritdoc/>
    public override TokenGrant At(string issuer, string resource) =>
        new TokenExchangeGrant(endpoint.At(issuer), target with { Resource = resource }, subject, subjectType);
}
