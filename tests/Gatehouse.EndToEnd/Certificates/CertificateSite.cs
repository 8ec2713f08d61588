using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Certificates;

/// <summary>
/// A site that asks for client certificates, with everything that openssl makes for it: authorities, clients, lists.
/// </summary>
public sealed class CertificateSite : IAsyncLifetime
{
    private const string Configuration = """
        listen: [LISTEN]
        certificate: { file: site.pem, key: site.key }
        client-certificates:
          authorities: ca.pem
          revocation-lists: [ca.crl]
          users: { "anna@example.com": anna, "off@example.com": off }
        providers:
          machine: { type: jwt, issuer: https://issuer.example, audience: orders, jwks-file: ./jwks.json }
        upstreams: { app: UPSTREAM }
        routes:
          - { path: /mixed/**, upstream: app, schemes: [certificate, basic] }
          - { path: /token/**, upstream: app, schemes: [bearer, dpop], providers: [machine] }
          - { path: /**, upstream: app, schemes: [certificate] }
        """;

    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("gatehouse-certificates-");

    /// <summary>The gateway.</summary>
    public RunningGateway Gateway { get; private set; } = null!;

    /// <summary>The site behind it.</summary>
    public UpstreamSite Upstream { get; private set; } = null!;

    /// <summary>The issuer of its tokens.</summary>
    public Issuer Issuer { get; } = new();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Upstream = await UpstreamSite.StartAsync();
        await MakeAsync();
        Gateway = await RunningGateway.StartAsync(
            Configuration.Replace(
                "UPSTREAM",
                Upstream.Address.GetLeftPart(UriPartial.Authority),
                StringComparison.Ordinal
            ),
            folder =>
            {
                CopyTo(folder);
                File.WriteAllText(Path.Combine(folder, "jwks.json"), Issuer.KeySet);
            },
            scheme: "https"
        );
        foreach (var name in new[] { "anna", "off" })
        {
            (
                await Gateway.CommandWithInputAsync("correct horse: battery\n", "user", "add", name, "--password-stdin")
            ).Good();
        }

        (await Gateway.CommandAsync("user", "disable", "off")).Good();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
        Issuer.Dispose();
        _files.Delete(recursive: true);
    }

    /// <summary>Copies certificates, keys and lists into a folder.</summary>
    public void CopyTo(string folder)
    {
        foreach (var file in _files.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(folder, file.Name), overwrite: true);
        }
    }

    /// <summary>What curl prints, with its status behind, for a path and a client's certificate.</summary>
    public Task<string> CurlAsync(string path, string? client, string more = "") =>
        Shell.RunAsync(
            $"cd '{Gateway.Folder}' && curl -s --cacert site.pem {(client is null ? "" : $"--cert {client}.pem --key {client}.key")} {more} -D fields -w ' %{{http_code}}' '{new Uri(Gateway.Address, path)}'; cat fields"
        );

    /// <summary>What <c>gatehouse explain</c> says of the refusal in an answer of curl.</summary>
    public async Task<string> ExplainAsync(string answer)
    {
        var start = answer.IndexOf("GH-", StringComparison.Ordinal);
        Assert.True(start >= 0, answer);
        var end = answer.IndexOfAny(['"', '\r', '\n', ' '], start);
        return (await Gateway.CommandAsync("explain", answer[start..end])).Good();
    }

    private async Task MakeAsync()
    {
        const string script = """
            set -e
            key='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'
            for ca in ca other; do openssl req -x509 $key -keyout $ca.key -out $ca.pem -days 30 -subj "/O=Example/CN=Clients"; done
            openssl req -x509 $key -keyout site.key -out site.pem -days 30 -subj "/CN=127.0.0.1" -addext "subjectAltName=IP:127.0.0.1"
            client() {
              printf "subjectAltName=email:$2@example.com\nextendedKeyUsage=${4:-clientAuth}\nbasicConstraints=CA:FALSE\n" > ext
              openssl req $key -keyout $1.key -out csr -subj "/O=Example/CN=$1"
              openssl x509 -req -in csr -CA $3.pem -CAkey $3.key -CAcreateserial -extfile ext -out $1.pem -days 10
            }
            client anna anna ca
            client revoked anna ca
            client off off ca
            client nobody nobody ca
            client stranger anna other
            client server anna ca serverAuth
            printf '[ca]\ndefault_ca=x\n[x]\ndatabase=index.txt\ncrlnumber=crlnumber\nserial=serial\nnew_certs_dir=.\npolicy=p\ndefault_md=sha256\ndefault_crl_days=7\nx509_extensions=e\n[p]\norganizationName=optional\ncommonName=optional\n[e]\nsubjectAltName=email:anna@example.com\nextendedKeyUsage=clientAuth\n' > ca.cnf
            touch index.txt; echo 01 > crlnumber; echo 7001 > serial
            openssl req $key -keyout old.key -out csr -subj "/O=Example/CN=old"
            openssl ca -batch -config ca.cnf -cert ca.pem -keyfile ca.key -in csr -out old.pem -startdate 20200101000000Z -enddate 20200102000000Z -notext
            openssl req $key -keyout early.key -out csr -subj "/O=Example/CN=early"
            openssl ca -batch -config ca.cnf -cert ca.pem -keyfile ca.key -in csr -out early.pem -startdate 20450101000000Z -enddate 20460102000000Z -notext
            openssl ca -config ca.cnf -cert ca.pem -keyfile ca.key -revoke revoked.pem
            openssl ca -config ca.cnf -cert ca.pem -keyfile ca.key -gencrl -out ca.crl
            echo made
            """;
        Assert.EndsWith("made\n", await Shell.RunAsync($"cd '{_files.FullName}'\n{script}"), StringComparison.Ordinal);
    }
}
