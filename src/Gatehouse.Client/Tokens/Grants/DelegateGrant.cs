using Gatehouse.Client.Providers;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Tokens.Grants;

/// <summary>A program's own way to get tokens.</summary>
internal sealed class DelegateGrant(
    Func<TokenRequest, CancellationToken, ValueTask<AccessToken?>> own,
    TimeProvider clock
) : TokenGrant
{
    private static readonly Uri _program = new("program:token");

    /// <inheritdoc/>
    public override string Origin => "the program's own way";

    /// <inheritdoc/>
    public override Uri Address => _program;

    /// <inheritdoc/>
    public override async ValueTask<GrantResult> RequestAsync(GrantDemand demand, CancellationToken cancellationToken)
    {
        AccessToken? token;
        try
        {
            token = await own(new TokenRequest(demand.Scopes, demand.Refused), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failed)
            when (failed is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return GrantFault.Unavailable(_program, "the program's own way to get it failed") with { Inner = failed };
        }

        return token is null
            ? GrantFault.Refused(_program, Causes.Credentials.Missing, "The program's own way to get a token gave none")
            : OwnedToken.Of(token, clock.GetUtcNow(), "The program's own way gives no newer token.");
    }
}
