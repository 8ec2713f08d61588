using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gatehouse.EndToEnd.Dress;

/// <summary>The Docker registry (distribution) with token authentication.</summary>
public class DockerRegistryServer : DressedServerRecipe
{
    /// <inheritdoc/>
    public override string Dress => "docker-registry";

    /// <inheritdoc/>
    public override string Path => "/v2/lab/orders/manifests/latest";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Needs => ["/usr/bin/docker-registry"];

    /// <inheritdoc/>
    public override string[] Write(string folder, Uri address, string realm)
    {
        var file = System.IO.Path.Combine(folder, "registry.yml");
        File.WriteAllText(
            file,
            $$"""
            version: 0.1
            log: { level: error }
            storage: { filesystem: { rootdirectory: {{folder}}/images } }
            http: { addr: "{{address.Authority}}", headers: { X-Content-Type-Options: [nosniff] } }
            auth: { {{Authentication(folder, address, realm)}} }

            """
        );
        return ["serve", file];
    }

    /// <summary>The registry's settings for it, and what they need.</summary>
    protected virtual string Authentication(string folder, Uri address, string realm)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=tokens", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(System.IO.Path.Combine(folder, "tokens.pem"), certificate.ExportCertificatePem());
        return $$"""token: { realm: "{{address}}token", service: registry, issuer: tokens, rootcertbundle: {{folder}}/tokens.pem }""";
    }
}
