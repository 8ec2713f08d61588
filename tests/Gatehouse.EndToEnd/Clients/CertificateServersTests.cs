using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.Client;
using Gatehouse.Client.Schemes.Certificate;
using Gatehouse.Client.Schemes.Key;
using Gatehouse.EndToEnd.Dress;

namespace Gatehouse.EndToEnd.Clients;

/// <summary>The client's certificates at apache's <c>mod_ssl</c>, which refuses below HTTP.</summary>
public sealed class CertificateServersTests
{
    [Theory]
    [InlineData("alice", null, "TLSv1.3")]
    [InlineData("alice", null, "TLSv1.2")]
    [InlineData("expired", "certificate.expired", "TLSv1.3")]
    [InlineData("expired", "certificate.expired", "TLSv1.2")]
    [InlineData("stranger", "certificate.untrusted", "TLSv1.3")]
    [InlineData("stranger", "certificate.untrusted", "TLSv1.2")]
    [InlineData("none", "certificate.missing", "TLSv1.3")]
    public async Task What_tls_says_of_a_certificate_is_told(string who, string? cause, string protocol)
    {
        using var authority = MakeAuthority("authority");
        using var others = MakeAuthority("other authority");
        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var shown = Sign("localhost", others, serverKey, TimeSpan.Zero);
        var recipe = new ApacheCertificateServer(
            authority,
            $"{shown.ExportCertificatePem()}\n{serverKey.ExportPkcs8PrivateKeyPem()}\n",
            protocol
        );
        Assert.SkipWhen(recipe.Missing is not null, recipe.Missing ?? "");
        await using var server = await DressedServer.StartAsync(recipe, "");
        var address = new Uri($"https://localhost:{server.Address.Port}");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = WithKey(
            who switch
            {
                "expired" => Sign("alice", authority, key, TimeSpan.FromDays(400)),
                "stranger" => Sign("alice", others, key, TimeSpan.Zero),
                _ => Sign("alice", authority, key, TimeSpan.Zero),
            },
            key
        );
        var options = new AuthenticationOptions().At(address);
        _ = who == "none" ? options.Key("X-Api-Key", "0123") : options.Certificate(certificate);
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, seen, _, _) =>
            seen?.GetCertHashString() == shown.GetCertHashString();
        using var client = new HttpClient(new AuthenticationHandler(options, handler));

        if (cause is null)
        {
            Assert.Equal("let in", await client.GetStringAsync(address, TestContext.Current.CancellationToken));
            return;
        }

        var error = await Assert.ThrowsAsync<AuthenticationFailedException>(() =>
            client.GetStringAsync(address, TestContext.Current.CancellationToken)
        );
        Assert.Equal(cause, error.Cause.Id);
    }

    private static X509Certificate2 MakeAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(
                certificateAuthority: true,
                hasPathLengthConstraint: false,
                0,
                critical: true
            )
        );
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddYears(-3), now.AddYears(3));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private static X509Certificate2 Sign(string name, X509Certificate2 authority, ECDsa key, TimeSpan ago)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow() - ago;
        return request.Create(authority, now.AddDays(-1), now.AddDays(30), RandomNumberGenerator.GetBytes(8));
    }

    private static X509Certificate2 WithKey(X509Certificate2 signed, ECDsa key)
    {
        using var bare = signed;
        using var made = bare.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
