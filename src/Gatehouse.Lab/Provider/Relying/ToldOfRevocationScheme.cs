using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Provider.Relying;

/// <summary>Tokens at a site that is told by their issuer which were revoked, and so knows more than that one is not active.</summary>
/// <param name="bearer">Judges all others.</param>
/// <param name="provider">The issuer.</param>
internal sealed class ToldOfRevocationScheme(IScheme bearer, LabProvider provider) : IScheme
{
    public string Name => bearer.Name;

    public string AuthScheme => bearer.AuthScheme;

    public bool IsAmbient => bearer.IsAmbient;

    public IReadOnlyCollection<Cause> FoundCauses => bearer.FoundCauses;

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
    ) =>
        credentials.Length > 0 && provider.Ledger.FindToken(credentials.Value) is { Revoked: true }
            ? Finding.Failed(Causes.Token.Revoked, Evidence.ForOperator("provider", "lab-idp"))
            : await bearer.AuthenticateAsync(decision, credentials, cancellationToken);

    public Failed? JudgeAgain(Decision decision, Principal principal) => bearer.JudgeAgain(decision, principal);
}
