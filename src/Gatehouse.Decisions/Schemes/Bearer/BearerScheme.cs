using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes.Certificate;
using Gatehouse.Decisions.Schemes.Key;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Decisions.Schemes.Bearer;

/// <summary>JWT access tokens of the route's providers (RFC 6750, 7519, 8725, 9068).</summary>
/// <param name="tokens">Judges the tokens themselves.</param>
/// <param name="certificates">Where the certificate is that a token may be bound to (RFC 8705).</param>
public sealed class BearerScheme(AccessTokens tokens, ClientCertificates certificates) : IScheme
{
    /// <summary>The scheme's word in the configuration.</summary>
    public const string SchemeName = "bearer";

    /// <inheritdoc/>
    public string Name => SchemeName;

    /// <inheritdoc/>
    public string AuthScheme => "Bearer";

    /// <inheritdoc/>
    public bool IsAmbient => false;

    /// <summary>Every cause that the scheme can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } =
    [.. TokenCredentials.Finds, Causes.Key.AddressDenied, Causes.Token.BindingMismatch, .. AccessTokens.Finds];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <inheritdoc/>
    public Challenge? MakeChallenge(in ChallengeContext context) => TokenCredentials.MakeChallenge(AuthScheme, context);

    /// <inheritdoc/>
    public ValueTask<LocatedCredentials> LocateAsync(
        Decision decision,
        Route route,
        CancellationToken cancellationToken
    ) => TokenCredentials.LocateSecondAsync(decision, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<Finding> AuthenticateAsync(
        Decision decision,
        PresentedCredentials credentials,
        CancellationToken cancellationToken
    ) =>
        TokenCredentials.WhyNoToken(decision, credentials.Value, AuthScheme)
        ?? await tokens.JudgeAsync(decision, credentials.Value, cancellationToken);

    /// <inheritdoc/>
    public Failed? JudgeAgain(Decision decision, Principal principal) =>
        KeyNetworks.Judge(decision, principal) ?? JudgeBinding(decision, principal);

    private Failed? JudgeBinding(Decision decision, Principal principal) =>
        principal.Binding switch
        {
            null => null,
            { KeyThumbprint: null, CertificateThumbprint: not null } bound => bound.JudgeCertificate(
                decision.Facts,
                certificates
            ),
            // A stolen token must not become good by leaving its proof out (RFC 9449 section 7.2).
            { } bound => bound.Mismatch("a token after the word Bearer comes without the proof that this one asks for"),
        };
}
