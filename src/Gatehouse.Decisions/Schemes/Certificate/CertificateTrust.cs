using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Schemes.Certificate;

/// <summary>
/// The authorities whose client certificates count, and what they have revoked; immutable, replaced whole when its files
/// change. Nothing is fetched while a chain is built.
/// </summary>
public sealed class CertificateTrust
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const int LongestEvidence = 512;

    // MD5 and SHA-1, whose collisions have been found, with RSA, DSA and ECDSA.
    private static readonly string[] WeakSignatures =
    [
        "1.2.840.113549.1.1.2",
        "1.2.840.113549.1.1.4",
        "1.2.840.113549.1.1.5",
        "1.2.840.10040.4.3",
        "1.2.840.10045.4.1",
    ];

    private readonly X509Certificate2Collection _roots = [];
    private readonly X509Certificate2Collection _others = [];
    private readonly IReadOnlyList<RevocationList>? _lists;

    private CertificateTrust(string? problem, IReadOnlyList<RevocationList>? lists = null)
    {
        Problem = problem;
        _lists = lists;
    }

    /// <summary>Why no certificate can be judged, for the operator; null where all is there.</summary>
    public string? Problem { get; }

    /// <summary>Trust that cannot be established: what needs it is closed.</summary>
    /// <param name="problem">Why, for the operator.</param>
    public static CertificateTrust Closed(string problem) => new(problem);

    /// <summary>Trust in authorities.</summary>
    /// <param name="authorities">Their certificates, at least one of which signs itself; the others lead to such.</param>
    /// <param name="lists">What they have revoked: one list of each, itself signed; null where revocation is not asked about.</param>
    /// <returns>The trust, closed where something is wrong with what was given.</returns>
    public static CertificateTrust Of(
        IEnumerable<X509Certificate2> authorities,
        IReadOnlyList<RevocationList>? lists = null
    )
    {
        ArgumentNullException.ThrowIfNull(authorities);
        var known = authorities.ToArray();
        if (!Array.Exists(known, SignsItself))
        {
            return Closed("none of the authorities signs itself: the chain must lead up to the root");
        }

        if (lists?.FirstOrDefault(list => !Array.Exists(known, list.IsSignedBy)) is { } foreign)
        {
            return Closed($"the revocation list {foreign.Source} is signed by none of the authorities");
        }

        var trust = new CertificateTrust(problem: null, lists);
        foreach (var authority in known)
        {
            (SignsItself(authority) ? trust._roots : trust._others).Add(authority);
        }

        return trust;
    }

    /// <summary>Judges a certificate at an instant.</summary>
    /// <param name="presented">The certificate.</param>
    /// <param name="now">The instant.</param>
    /// <param name="skew">By how much a list may be past its end.</param>
    /// <param name="until">Until when the answer holds at most, where it is null.</param>
    /// <returns>Null where it is good; a <see cref="Failed"/> or <see cref="Unanswerable"/> otherwise.</returns>
    internal Finding? Judge(PresentedCertificate presented, DateTimeOffset now, TimeSpan skew, out DateTimeOffset until)
    {
        until = now;
        if (Problem is { } problem)
        {
            return Unanswerable(problem);
        }

        using var chain = new X509Chain();
        Prepare(chain.ChainPolicy, presented, now);
        chain.Build(presented.Certificate);
        var way = chain.ChainElements.Select(element => element.Certificate).ToArray();
        try
        {
            if (WhyUntrusted(chain, way) is { } untrusted)
            {
                return Finding.Failed(
                    Causes.Certificate.Untrusted,
                    [Evidence.ForOperator("problem", untrusted), .. CertificateEvidence.Of(presented.Certificate)]
                );
            }

            until = way.Min(static certificate => new DateTimeOffset(certificate.NotAfter));
            return OutOfTime(presented.Certificate, now) ?? Revoked(way, now, skew, ref until);
        }
        finally
        {
            foreach (var certificate in way)
            {
                certificate.Dispose();
            }
        }
    }

    private static bool SignsItself(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static Unanswerable Unanswerable(string problem) =>
        Finding.Unanswerable(Causes.Server.Configuration, Evidence.ForOperator("problem", problem));

    private void Prepare(X509ChainPolicy policy, PresentedCertificate presented, DateTimeOffset now)
    {
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(_roots);
        policy.ExtraStore.AddRange(_others);
        foreach (var beside in presented.Beside)
        {
            policy.ExtraStore.Add(beside);
        }

        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        policy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        policy.VerificationTime = now.LocalDateTime;
    }

    // The holder's own time is judged apart, so that an old certificate is not told as a stranger's.
    private static string? WhyUntrusted(X509Chain chain, X509Certificate2[] way)
    {
        for (var i = 0; i < chain.ChainElements.Count; i++)
        {
            foreach (var status in chain.ChainElements[i].ChainElementStatus)
            {
                if (status.Status == X509ChainStatusFlags.NotTimeValid && i == 0)
                {
                    continue;
                }

                return Told(way[i], $"{status.Status}: {status.StatusInformation}");
            }
        }

        foreach (var status in chain.ChainStatus)
        {
            if (status.Status is not (X509ChainStatusFlags.NoError or X509ChainStatusFlags.NotTimeValid))
            {
                return $"{status.Status}: {status.StatusInformation}";
            }
        }

        if (
            way[0].Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is { KeyUsages: var usages }
            && (usages & (X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyAgreement))
                == X509KeyUsageFlags.None
        )
        {
            return Told(way[0], "its key usage does not let its key sign");
        }

        // What signs itself is trusted for standing in the list, not for its signature.
        return
            Array.Find(
                way,
                certificate =>
                    !SignsItself(certificate)
                    && WeakSignatures.Contains(certificate.SignatureAlgorithm.Value, StringComparer.Ordinal)
            )
                is { } weak
            ? Told(weak, $"its signature is made with {weak.SignatureAlgorithm.FriendlyName}, which is broken")
            : null;
    }

    private static string Told(X509Certificate2 certificate, string problem) =>
        SafeText.Escape($"{certificate.Subject}: {problem}", LongestEvidence);

    private static Failed? OutOfTime(X509Certificate2 certificate, DateTimeOffset now)
    {
        var begins = new DateTimeOffset(certificate.NotBefore);
        var ended = new DateTimeOffset(certificate.NotAfter);
        if (begins > now)
        {
            return Finding.Failed(
                Causes.Certificate.Expired,
                [
                    Evidence.ForOperator("problem", "its time has not begun"),
                    Evidence.Instant("begins", begins, Disclosure.Caller),
                    .. CertificateEvidence.Of(certificate),
                ]
            );
        }

        return ended < now
            ? Finding.Failed(
                Causes.Certificate.Expired,
                [
                    Evidence.ForOperator("problem", "its time has passed"),
                    Evidence.Instant("ended", ended, Disclosure.Caller),
                    .. CertificateEvidence.Of(certificate),
                ]
            )
            : null;
    }

    private Finding? Revoked(X509Certificate2[] way, DateTimeOffset now, TimeSpan skew, ref DateTimeOffset until)
    {
        for (var i = 0; _lists is not null && i + 1 < way.Length; i++)
        {
            var covering = Newest(way[i + 1]);
            if (covering is null)
            {
                return Unanswerable(Told(way[i + 1], "no revocation list of this authority is configured"));
            }

            if (covering.EndsAt + skew < now)
            {
                return Finding.Unanswerable(
                    Causes.Server.Configuration,
                    Evidence.ForOperator(
                        "problem",
                        $"the revocation list {covering.Source} is past its end, and a newer one has not come"
                    ),
                    Evidence.Instant("ended", covering.EndsAt, Disclosure.Operator)
                );
            }

            if (covering.Names(way[i]))
            {
                return Finding.Failed(
                    Causes.Certificate.Revoked,
                    [
                        Evidence.ForOperator("problem", Told(way[i], $"it stands in {covering.Source}")),
                        .. CertificateEvidence.Of(way[0]),
                    ]
                );
            }

            until = covering.EndsAt + skew < until ? covering.EndsAt + skew : until;
        }

        return null;
    }

    private RevocationList? Newest(X509Certificate2 issuer)
    {
        RevocationList? newest = null;
        foreach (var list in _lists!)
        {
            if (list.Covers(issuer) && (newest is null || list.IssuedAt > newest.IssuedAt))
            {
                newest = list;
            }
        }

        return newest;
    }
}
