using System.Security.Cryptography;
using Gatehouse.Lab.Certificates;
using Gatehouse.Lab.Hands;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>TLS that fails, and client certificates that are missing, old, strange, revoked or nobody's.</summary>
internal sealed class CertificateExhibits(LabParts parts) : IExhibitFamily
{
    private readonly LabClientCertificates _clients = parts.Authority.Clients;

    /// <inheritdoc/>
    public IEnumerable<Hand> Hands() =>
        [
            .. _clients.Names.Select(name => new Hand(
                $"certificates/{name}.pem",
                $"The client certificate {name} with its key.",
                _ => new(_clients.Export(name))
            )),
            new(
                "certificates/revoked.crl.pem",
                "The authority's revocation list.",
                _ => new(PemEncoding.WriteString("X509 CRL", _clients.Revocations) + "\n")
            ),
        ];

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            new()
            {
                Cause = Causes.Tls.Failed,
                Scene =
                    "One address shows a certificate that has expired, another one a certificate of another host. A client that checks ends the connection; one that does not is refused.",
                Client = "Asks the address whose certificate is in order. It does not switch the check off.",
                Handler = AnswerSecurelyAsync,
                Provoke =
                [
                    Ask.Get("/tls.failed").At(LabPlace.TlsWrongHost).Note("a certificate of another host").Expect(0),
                    Ask.Get("/tls.failed").At(LabPlace.TlsExpired).Note("an expired certificate").Expect(0),
                ],
                Cure = [Ask.Get("/tls.failed").At(LabPlace.Tls)],
                Browser =
                [
                    "Open {tls-expired}/tls.failed: the browser warns of the certificate before anything is sent.",
                ],
            },
            Judged(
                Causes.Certificate.Missing,
                "The address asks for a client certificate, and the client shows none.",
                "Shows its certificate and key.",
                certificate: null
            ),
            Judged(
                Causes.Certificate.Expired,
                "The certificate ended ten days ago.",
                "Has its certificate renewed.",
                LabClientCertificates.Expired
            ),
            Judged(
                Causes.Certificate.Untrusted,
                "The certificate bears a good name, and an authority that nobody here knows has signed it.",
                "Gets a certificate of the site's authority.",
                LabClientCertificates.Untrusted
            ),
            Judged(
                Causes.Certificate.Revoked,
                "The certificate stands in the authority's revocation list.",
                "Gets a new certificate with a new key.",
                LabClientCertificates.Revoked
            ),
            Judged(
                Causes.Certificate.Unmapped,
                "The certificate is in order, and no account has the mail address in it.",
                "Has the operator link the certificate to an account.",
                LabClientCertificates.Unmapped
            ),
        ];

    private Exhibit Judged(Cause cause, string scene, string client, string? certificate)
    {
        var ask = Ask.Get("/" + cause.Id).At(LabPlace.TlsClient);
        return new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Site = parts.Judge.Decide(
                [ExhibitRoutes.For(cause)],
                parts.Addresses[LabPlace.TlsClient],
                new LabCertificateCheck(parts.Authority, parts.Judge.Accounts)
            ),
            Provoke = [(certificate is null ? ask : ask.Presenting(certificate)).Expect(cause.Status)],
            Cure = [ask.Presenting(LabClientCertificates.Good).Note("with a certificate that is in order")],
        };
    }

    private static Task AnswerSecurelyAsync(HttpContext context) =>
        LabServer.PlaceOf(context) switch
        {
            LabPlace.Tls => LabAnswers.CuredAsync(context, Causes.Tls.Failed, user: null),
            LabPlace.TlsExpired => RefuseAsync(context, "This certificate has expired, and you took it."),
            LabPlace.TlsWrongHost => RefuseAsync(context, "This certificate is another host's, and you took it."),
            _ => RefuseAsync(context, "This connection is not the one whose certificate is to be checked."),
        };

    private static Task RefuseAsync(HttpContext context, string text) =>
        BadServer.RefuseAsync(context, StatusCodes.Status421MisdirectedRequest, challenge: null, text);
}
