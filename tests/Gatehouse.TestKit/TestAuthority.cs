using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gatehouse.TestKit;

/// <summary>An authority that issues certificates as a test wants them, wrong ones included.</summary>
public sealed class TestAuthority : IDisposable
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly ECDsa _key;

    private TestAuthority(X509Certificate2 certificate, ECDsa key, DateTimeOffset now)
    {
        Certificate = certificate;
        Now = now;
        _key = key;
    }

    /// <summary>Its own certificate, with its key.</summary>
    public X509Certificate2 Certificate { get; }

    private DateTimeOffset Now { get; }

    /// <summary>One that signs itself.</summary>
    public static TestAuthority CreateRoot(string name, DateTimeOffset now, int? pathLength = null)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = RequestOf($"CN={name}, O=Example", key, isAuthority: true, pathLength);
        return new TestAuthority(request.CreateSelfSigned(now.AddDays(-60), now.AddDays(300)), key, now);
    }

    /// <summary>One that this one vouches for, or pretends to: <paramref name="isAuthority"/> is what its certificate says.</summary>
    public TestAuthority CreateBelow(
        string name,
        bool isAuthority = true,
        int? pathLength = null,
        DateTimeOffset? ends = null
    )
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = RequestOf($"CN={name}, O=Example", key, isAuthority, pathLength);
        using var signed = Sign(request, ends ?? Now.AddDays(100));
        return new TestAuthority(signed.CopyWithPrivateKey(key), key, Now);
    }

    /// <summary>A client's certificate with a mail address, or with the names that <paramref name="names"/> adds.</summary>
    public X509Certificate2 Issue(
        string subject = "CN=anna, O=Example",
        Action<SubjectAlternativeNameBuilder>? names = null,
        Action<CertificateRequest>? change = null,
        TimeSpan? begins = null,
        TimeSpan? ends = null,
        string purpose = ClientAuthentication
    )
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        (names ?? (builder => builder.AddEmailAddress("alice"))).Invoke(alternatives);
        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        change?.Invoke(request);
        using var signed = Sign(
            request,
            Now + (ends ?? TimeSpan.FromDays(20)),
            Now + (begins ?? TimeSpan.FromDays(-10))
        );
        return signed.CopyWithPrivateKey(key);
    }

    /// <summary>Its revocation list in DER.</summary>
    public byte[] Revoke(DateTimeOffset ends, params X509Certificate2[] revoked)
    {
        var list = new CertificateRevocationListBuilder();
        foreach (var certificate in revoked)
        {
            list.AddEntry(certificate, Now.AddDays(-1), X509RevocationReason.KeyCompromise);
        }

        return list.Build(Certificate, 1, ends, HashAlgorithmName.SHA256, thisUpdate: Now.AddDays(-2));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }

    private static CertificateRequest RequestOf(string subject, ECDsa key, bool isAuthority, int? pathLength)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(isAuthority, pathLength is not null, pathLength ?? 0, critical: true)
        );
        if (isAuthority)
        {
            request.CertificateExtensions.Add(
                new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true)
            );
        }

        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset ends, DateTimeOffset? begins = null) =>
        request.Create(
            Certificate.SubjectName,
            X509SignatureGenerator.CreateForECDsa(_key),
            begins ?? Now.AddDays(-50),
            ends,
            [1, .. RandomNumberGenerator.GetBytes(11)]
        );
}
