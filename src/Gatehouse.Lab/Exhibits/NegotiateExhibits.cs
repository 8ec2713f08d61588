using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Negotiate, where what the client answers with is of no use; Basic is offered beside it.</summary>
internal sealed class NegotiateExhibits(LabParts parts) : IExhibitFamily
{
    private readonly NegotiateScheme _negotiate = new();

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            Of(
                Causes.Negotiate.NtlmRefused,
                "Kerberos is wanted, and the client answers the challenge with NTLM, since it has no ticket for this host.",
                "Asks by the full host name so that there is a ticket, or takes Basic, which is offered too.",
                NegotiateTokens.Ntlm
            ),
            Of(
                Causes.Negotiate.TicketInvalid,
                "The client brings a Kerberos ticket that was made for another service: no key of this server opens it.",
                "Gets new tickets for the site's own name, or takes Basic, which is offered too.",
                NegotiateTokens.Kerberos
            ),
        ];

    private Exhibit Of(Cause cause, string scene, string client, string token) =>
        new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Routes = [ExhibitRoutes.For(cause, _negotiate, parts.Judge.Basic)],
            Provoke =
            [
                Ask.Get("/" + cause.Id).Note("Negotiate and Basic are offered").Expect(401),
                Ask.Get("/" + cause.Id).With("Authorization", "Negotiate " + token).Expect(401),
            ],
            Cure = [Ask.Get("/" + cause.Id).Basic(LabAccount.Alice, LabAccount.Password)],
        };
}
