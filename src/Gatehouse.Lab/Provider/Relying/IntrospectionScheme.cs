using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;
using Gatehouse.Providers.SignIn;

namespace Gatehouse.Lab.Provider.Relying;

/// <summary>Tokens that only their issuer can read, asked about there each time (RFC 7662).</summary>
/// <param name="bearer">Finds the token and writes the challenge.</param>
/// <param name="provider">The issuer.</param>
/// <param name="knowsRevoked">Whether the site is told by the issuer which tokens were revoked, besides.</param>
internal sealed class IntrospectionScheme(IScheme bearer, LabProvider provider, bool knowsRevoked) : IScheme
{
    public string Name => bearer.Name;

    public string AuthScheme => bearer.AuthScheme;

    public bool IsAmbient => bearer.IsAmbient;

    public IReadOnlyCollection<Cause> FoundCauses =>
        [Causes.Credentials.Malformed, Causes.Token.Inactive, Causes.Token.Revoked, Causes.Provider.Unreachable];

    public Challenge? MakeChallenge(in ChallengeContext context) => bearer.MakeChallenge(context);

    public ValueTask<LocatedCredentials> LocateAsync(
        Decision decision,
        Route route,
        CancellationToken cancellationToken
    ) => bearer.LocateAsync(decision, route, cancellationToken);

    public async ValueTask<Finding> AuthenticateAsync(
        Decision decision,
        PresentedCredentials credentials,
        CancellationToken cancellationToken
    )
    {
        if (credentials.Length == 0)
        {
            return Finding.Failed(
                Causes.Credentials.Malformed,
                Evidence.ForCaller("expected", "a token after the word Bearer"),
                Evidence.ForCaller("position", "6")
            );
        }

        var told = await Introspection.AskAsync(provider, credentials.Value, cancellationToken);
        if (told is null)
        {
            return ProviderFindings.Unreachable("lab-idp", "introspection_endpoint", "it gave no answer of its own");
        }

        if (told.Subject is not { } subject)
        {
            return Finding.Failed(
                knowsRevoked && provider.Ledger.FindToken(credentials.Value) is { Revoked: true }
                    ? Causes.Token.Revoked
                    : Causes.Token.Inactive,
                Evidence.ForOperator("provider", "lab-idp")
            );
        }

        return new Authenticated(
            new Principal
            {
                Kind = PrincipalKind.ProviderToken,
                Name = subject,
                Scheme = Name,
                Provider = "lab-idp",
            },
            "the issuer says that the token is active",
            // Never remembered: what is revoked is refused at once.
            decision.Facts.ReceivedAt
        );
    }

    public Failed? JudgeAgain(Decision decision, Principal principal) => null;
}
