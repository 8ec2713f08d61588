using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Judging;

/// <summary>Negotiate (RFC 4559) at a server that holds no key of any realm: it offers Kerberos, and no ticket opens here.</summary>
internal sealed class NegotiateScheme : IScheme
{
    /// <inheritdoc/>
    public string Name => "negotiate";

    /// <inheritdoc/>
    public string AuthScheme => "Negotiate";

    /// <inheritdoc/>
    public bool IsAmbient => false;

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses { get; } =
    [Causes.Credentials.Unreadable, Causes.Negotiate.NtlmRefused, Causes.Negotiate.TicketInvalid];

    /// <inheritdoc/>
    public Challenge? MakeChallenge(in ChallengeContext context) => Challenge.Create("Negotiate");

    /// <inheritdoc/>
    public ValueTask<LocatedCredentials> LocateAsync(
        Decision decision,
        Route route,
        CancellationToken cancellationToken
    ) => new(LocatedCredentials.None);

    /// <inheritdoc/>
    public ValueTask<Finding> AuthenticateAsync(
        Decision decision,
        PresentedCredentials credentials,
        CancellationToken cancellationToken
    )
    {
        var token = new byte[credentials.Length];
        if (!Convert.TryFromBase64Chars(credentials.Span, token, out var length) || length == 0)
        {
            return new(
                Finding.Failed(
                    Causes.Credentials.Unreadable,
                    Evidence.ForCaller("problem", "not Base64 (RFC 4648 section 4)")
                )
            );
        }

        return new(
            Finding.Failed(
                NegotiateTokens.IsNtlm(token.AsMemory(0, length))
                    ? Causes.Negotiate.NtlmRefused
                    : Causes.Negotiate.TicketInvalid
            )
        );
    }

    /// <inheritdoc/>
    public Failed? JudgeAgain(Decision decision, Principal principal) => null;
}
