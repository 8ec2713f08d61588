using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gatehouse.Lab.Certificates;

/// <summary>
/// Client certificates, made when they are first asked for: <c>alice</c>, which is in order, and others with one thing
/// wrong each. The account stands in the alternative names as a mail address.
/// </summary>
internal sealed class LabClientCertificates : IDisposable
{
    /// <summary>One in order, of alice's.</summary>
    public const string Good = LabAccount.Alice;

    /// <summary>One of alice's that ended ten days ago.</summary>
    public const string Expired = "expired";

    /// <summary>One of alice's that stands in the revocation list.</summary>
    public const string Revoked = "revoked";

    /// <summary>One in order, of somebody whom no account belongs to.</summary>
    public const string Unmapped = "unmapped";

    /// <summary>One of alice's name, which another authority signed.</summary>
    public const string Untrusted = "untrusted";

    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly LabAuthority _authority;
    private readonly TimeProvider _clock;
    private readonly FrozenDictionary<string, Lazy<X509Certificate2>> _made;
    private readonly Lazy<byte[]> _revocations;

    public LabClientCertificates(LabAuthority authority, TimeProvider clock)
    {
        _authority = authority;
        _clock = clock;
        _made = new Dictionary<string, Lazy<X509Certificate2>>(StringComparer.Ordinal)
        {
            [Good] = new(() => Make("alice@lab.example", TimeSpan.Zero)),
            [Expired] = new(() => Make("alice@lab.example", TimeSpan.FromDays(40))),
            [Revoked] = new(() => Make("alice@lab.example", TimeSpan.Zero)),
            [Unmapped] = new(() => Make("mallory@lab.example", TimeSpan.Zero)),
            [Untrusted] = new(MakeUntrusted),
        }.ToFrozenDictionary(StringComparer.Ordinal);
        _revocations = new(Revoke);
    }

    /// <summary>Whether any was made yet.</summary>
    public bool IsUsed => _made.Values.Any(static made => made.IsValueCreated) || _revocations.IsValueCreated;

    /// <summary>Their names.</summary>
    public IEnumerable<string> Names => _made.Keys.Order(StringComparer.Ordinal);

    /// <summary>The authority's revocation list (RFC 5280 section 5), in DER.</summary>
    public byte[] Revocations => _revocations.Value;

    /// <summary>One by name, with its key; null where there is none of that name.</summary>
    public X509Certificate2? Find(string name) => _made.TryGetValue(name, out var made) ? made.Value : null;

    /// <summary>Certificate and key as clients read them from one file.</summary>
    public string Export(string name)
    {
        var certificate = _made[name].Value;
        using var key = certificate.GetECDsaPrivateKey()!;
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }

    /// <summary>Whether the revocation list names a certificate.</summary>
    public bool IsRevoked(X509Certificate2 certificate) =>
        CertificateRevocationListBuilder.Load(Revocations, out _).RemoveEntry(certificate.SerialNumberBytes.Span);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var made in _made.Values)
        {
            if (made.IsValueCreated)
            {
                made.Value.Dispose();
            }
        }
    }

    private byte[] Revoke()
    {
        var list = new CertificateRevocationListBuilder();
        var now = _clock.GetUtcNow();
        list.AddEntry(_made[Revoked].Value, now.AddDays(-1), X509RevocationReason.KeyCompromise);
        return list.Build(
            _authority.Root,
            crlNumber: 1,
            nextUpdate: now.AddDays(7),
            HashAlgorithmName.SHA256,
            thisUpdate: now.AddHours(-1)
        );
    }

    private X509Certificate2 Make(string mail, TimeSpan age) => Make(mail, age, _authority.Root);

    private X509Certificate2 MakeUntrusted()
    {
        using var stranger = _authority.CreateRoot("Another authority");
        return Make("alice@lab.example", TimeSpan.Zero, stranger);
    }

    private X509Certificate2 Make(string mail, TimeSpan age, X509Certificate2 issuer)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddEmailAddress(mail);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={mail}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid(ClientAuthentication)], critical: false)
        );
        var begin = _clock.GetUtcNow().AddDays(-10) - age;
        using var signed = request.Create(issuer, begin, begin.AddDays(30), RandomNumberGenerator.GetBytes(12));
        return signed.CopyWithPrivateKey(key);
    }
}
