using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gatehouse.Lab.Certificates;

/// <summary>A certification authority of this lab alone: made anew at each start, trusted by nobody who is not told to.</summary>
internal sealed class LabAuthority : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly Lazy<X509Certificate2> _root;
    private readonly Lazy<X509Certificate2> _good;
    private readonly Lazy<X509Certificate2> _expired;
    private readonly Lazy<X509Certificate2> _wrongHost;

    public LabAuthority(TimeProvider clock)
    {
        _clock = clock;
        _root = new(() => CreateRoot("Gatehouse lab authority"));
        _good = new(() => ForServer("localhost", TimeSpan.Zero));
        _expired = new(() => ForServer("localhost", TimeSpan.FromDays(40)));
        _wrongHost = new(() => ForServer("elsewhere.lab.example", TimeSpan.Zero));
        Clients = new LabClientCertificates(this, clock);
    }

    /// <summary>Whether any certificate was made yet; none is before it is asked for.</summary>
    public bool IsUsed => Made.Any(static certificate => certificate.IsValueCreated) || Clients.IsUsed;

    /// <summary>The authority's own certificate, with its key.</summary>
    public X509Certificate2 Root => _root.Value;

    /// <summary>A certificate for <c>localhost</c>, the loopback addresses and <c>*.lab.example</c>.</summary>
    public X509Certificate2 Good => _good.Value;

    /// <summary>One that ended ten days ago.</summary>
    public X509Certificate2 Expired => _expired.Value;

    /// <summary>One that was made for another host.</summary>
    public X509Certificate2 WrongHost => _wrongHost.Value;

    /// <summary>The certificate that a place shows, or null where it speaks plain http.</summary>
    public Func<X509Certificate2>? Of(LabPlace place) =>
        place switch
        {
            LabPlace.Tls or LabPlace.TlsClient => () => Good,
            LabPlace.TlsExpired => () => Expired,
            LabPlace.TlsWrongHost => () => WrongHost,
            _ => null,
        };

    /// <summary>The certificates of clients.</summary>
    public LabClientCertificates Clients { get; }

    /// <summary>A client certificate by name; null where there is none of that name.</summary>
    public X509Certificate2? Client(string name) => Clients.Find(name);

    /// <inheritdoc/>
    public void Dispose()
    {
        Clients.Dispose();
        foreach (var certificate in Made)
        {
            if (certificate.IsValueCreated)
            {
                certificate.Value.Dispose();
            }
        }
    }

    /// <summary>An authority's certificate that signs itself; valid for a day around now.</summary>
    public X509Certificate2 CreateRoot(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true)
        );
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = _clock.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-60), now.AddDays(30));
    }

    private Lazy<X509Certificate2>[] Made => [_root, _good, _expired, _wrongHost];

    private X509Certificate2 ForServer(string host, TimeSpan age)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (host == "localhost")
        {
            names.AddDnsName("*.lab.example");
            names.AddIpAddress(IPAddress.Loopback);
            names.AddIpAddress(IPAddress.IPv6Loopback);
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, false));
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false)
        );
        var begin = _clock.GetUtcNow().AddDays(-10) - age;
        using var signed = request.Create(Root, begin, begin.AddDays(30), RandomNumberGenerator.GetBytes(12));
        return signed.CopyWithPrivateKey(key);
    }
}
