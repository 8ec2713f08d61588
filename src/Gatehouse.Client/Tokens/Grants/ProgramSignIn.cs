using Gatehouse.Client.Providers;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Tokens.Grants;

/// <summary>The program's own way to have a person sign in, which ends with a refresh token.</summary>
internal sealed class ProgramSignIn(
    Func<SignInRequest, CancellationToken, ValueTask<string?>> own,
    TokenEndpoint endpoint
) : ISignIn
{
    /// <inheritdoc/>
    public string Origin => "refresh token";

    /// <inheritdoc/>
    public async ValueTask<SignInResult> SignInAsync(
        GrantDemand demand,
        Cause cause,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var request = new SignInRequest
            {
                Origin = endpoint.Address,
                Cause = cause,
                Scopes = demand.Scopes,
            };
            var refreshToken = await own(request, cancellationToken).ConfigureAwait(false);
            return string.IsNullOrEmpty(refreshToken)
                ? GrantFault.Refused(endpoint.Address, Causes.Provider.LoginFailed, "Nobody signed in again")
                : new SignInResult(null, refreshToken, null);
        }
        catch (Exception failed)
            when (failed is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return GrantFault.Unavailable(endpoint.Address, "the program's own sign-in failed") with { Inner = failed };
        }
    }
}
