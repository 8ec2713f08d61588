using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Users;
using Gatehouse.Lab.Certificates;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Judging;

/// <summary>
/// Judges the client certificate: shown, issued by the lab's authority for clients, in time, not revoked, and an account's.
/// In this order, so that nothing a stranger wrote into a certificate is told before its issuer is trusted.
/// </summary>
internal sealed class LabCertificateCheck(LabAuthority authority, LabAccounts accounts) : ICheck
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string AlternativeNames = "2.5.29.17";

    // GeneralName (RFC 5280 section 4.2.1.6): rfc822Name is [1] IA5String.
    private static readonly Asn1Tag Mail = new(TagClass.ContextSpecific, 1);

    /// <inheritdoc/>
    public string Name => "certificate";

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses { get; } =
    [
        Causes.Certificate.Missing,
        Causes.Certificate.Untrusted,
        Causes.Certificate.Expired,
        Causes.Certificate.Revoked,
        Causes.Certificate.Unmapped,
    ];

    /// <inheritdoc/>
    public async ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken)
    {
        if (decision.Facts.Certificate is not { } certificate)
        {
            return Finding.Failed(Causes.Certificate.Missing);
        }

        if (Fault(certificate, decision.Facts.ReceivedAt) is { } fault)
        {
            return fault;
        }

        if (
            MailOf(certificate) is not { } mail
            || await accounts.FindByMailAsync(mail, cancellationToken) is not { } user
        )
        {
            return Finding.Failed(Causes.Certificate.Unmapped, Evidence.ForOperator("subject", certificate.Subject));
        }

        if (user.Disabled || user.Locked)
        {
            return Finding.Failed(user.Disabled ? Causes.User.Disabled : Causes.User.Locked);
        }

        decision.Principal = PrincipalOf(decision.Site, user);
        return new Passed("the certificate is an account's", settles: true);
    }

    private Failed? Fault(X509Certificate2 certificate, DateTimeOffset now)
    {
        if (!IsTrusted(certificate))
        {
            return Finding.Failed(
                Causes.Certificate.Untrusted,
                Evidence.ForOperator("thumbprint", certificate.GetCertHashString(HashAlgorithmName.SHA256))
            );
        }

        var begins = new DateTimeOffset(certificate.NotBefore);
        var ended = new DateTimeOffset(certificate.NotAfter);
        if (ended <= now || begins > now)
        {
            return Finding.Failed(
                Causes.Certificate.Expired,
                Evidence.Instant("ended", ended, Disclosure.Caller),
                Evidence.ForOperator("serial", certificate.SerialNumber)
            );
        }

        return authority.Clients.IsRevoked(certificate)
            ? Finding.Failed(Causes.Certificate.Revoked, Evidence.ForOperator("serial", certificate.SerialNumber))
            : null;
    }

    // Time is judged apart, so that an old certificate is not told as a stranger's.
    private bool IsTrusted(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority.Root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(certificate);
    }

    private static string? MailOf(X509Certificate2 certificate)
    {
        if (certificate.Extensions[AlternativeNames] is not { } extension)
        {
            return null;
        }

        try
        {
            var names = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (names.HasData)
            {
                if (names.PeekTag().HasSameClassAndValue(Mail))
                {
                    return names.ReadCharacterString(UniversalTagNumber.IA5String, Mail);
                }

                names.ReadEncodedValue();
            }
        }
        catch (AsnContentException)
        {
            // What the authority did not write in order is nobody's name.
        }

        return null;
    }

    private static Principal PrincipalOf(Site site, UserRecord user) =>
        new()
        {
            Kind = PrincipalKind.Person,
            Name = user.Name,
            UserId = user.Id,
            Email = user.Email,
            Roles = user.Roles,
            Permissions = site.Roles.PermissionsOf(user.Roles),
            Scheme = "certificate",
            AttachedByBrowser = true,
            Epoch = user.Epoch,
        };
}
