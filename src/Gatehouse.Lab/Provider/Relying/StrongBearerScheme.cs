using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Lab.Provider.Relying;

/// <summary>Access tokens that have to say that a second factor was used: <c>mfa</c> in <c>amr</c> (RFC 8176).</summary>
internal sealed class StrongBearerScheme(IScheme bearer) : IScheme
{
    public string Name => bearer.Name;

    public string AuthScheme => bearer.AuthScheme;

    public bool IsAmbient => bearer.IsAmbient;

    public IReadOnlyCollection<Cause> FoundCauses => [.. bearer.FoundCauses, Causes.Token.AssuranceInsufficient];

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
        var finding = await bearer.AuthenticateAsync(decision, credentials, cancellationToken);
        return finding is not Authenticated || IsStrong(credentials.Value)
            ? finding
            : Finding.Failed(Causes.Token.AssuranceInsufficient);
    }

    public Failed? JudgeAgain(Decision decision, Principal principal) => bearer.JudgeAgain(decision, principal);

    private static bool IsStrong(string token) =>
        CompactJws.TryParse(token, out var jws, out _)
        && JwtClaims.TryParse(jws.Payload, out var claims, out _)
        && claims.Strings("amr").Contains("mfa", StringComparer.Ordinal);
}
