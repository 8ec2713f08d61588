using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Gatehouse.Client;
using Gatehouse.Client.Schemes.Certificate;
using Gatehouse.Client.Tokens;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Certificates;

/// <summary>Client certificates of openssl in the hands of curl and of the client, and tokens that are bound.</summary>
public sealed class ClientCertificateTests(CertificateSite site) : IClassFixture<CertificateSite>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "certificate.missing", "certificate")]
    [InlineData("old", "certificate.expired", "its time has passed")]
    [InlineData("early", "certificate.expired", "its time has not begun")]
    [InlineData("stranger", "certificate.untrusted", "Clients")]
    [InlineData("server", "certificate.untrusted", "NotValidForUsage")]
    [InlineData("revoked", "certificate.revoked", "ca.crl")]
    [InlineData("nobody", "certificate.unmapped", "nobody@example.com")]
    public async Task Curl_is_told_what_is_wrong_and_the_operator_why(string? client, string cause, string why)
    {
        var answer = await site.CurlAsync("/x", client);
        Assert.Contains($"\"cause\":\"{cause}\"", answer, StringComparison.Ordinal);
        Assert.Contains(" 403", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("www-authenticate", answer, StringComparison.OrdinalIgnoreCase);
        var explained = await site.ExplainAsync(answer);
        Assert.Contains(cause, explained, StringComparison.Ordinal);
        Assert.Contains(why, explained, StringComparison.Ordinal);
        var mixed = await site.CurlAsync("/mixed/x", client);
        Assert.Contains(" 401", mixed, StringComparison.Ordinal);
        Assert.Contains("www-authenticate: Basic", mixed, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("--tlsv1.3")]
    [InlineData("--tls-max 1.2")]
    [InlineData("--http1.1")]
    public async Task Good_certificate_is_let_in_and_the_application_told_whose_it_is(string way)
    {
        var answer = await site.CurlAsync("/x", "anna", way);
        Assert.Contains(" 200", answer, StringComparison.Ordinal);
        Assert.Contains("[\"X-Forwarded-User\",\"anna\"]", answer, StringComparison.Ordinal);
        Assert.Contains(" 200", await site.CurlAsync("/mixed/x", "anna", way), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disabled_user_is_told_so_without_a_challenge()
    {
        var answer = await site.CurlAsync("/x", "off");
        Assert.Contains("\"cause\":\"user.disabled\"", answer, StringComparison.Ordinal);
        Assert.Contains(" 403", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strangers_field_is_neither_read_nor_forwarded()
    {
        var forged = $"-H \"Client-Cert: :$(openssl x509 -in anna.pem -outform DER | base64 -w0):\"";
        Assert.Contains(
            "certificate.missing",
            await site.CurlAsync("/x", client: null, forged),
            StringComparison.Ordinal
        );
        var answer = await site.CurlAsync(
            "/x",
            "anna",
            $"{forged} -H 'Client_Cert: :AAAA:' -H 'client.cert-Chain: :AAAA:' -H 'D_POP: a' -H 'X-Kept: yes'"
        );
        Assert.Contains(" 200", answer, StringComparison.Ordinal);
        Assert.Contains("X-Kept", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Cert", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("pop", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Resumed_connection_has_its_certificate_or_none_and_never_anothers()
    {
        var at = site.Gateway.Address.Authority;
        var said = await Shell.RunAsync(
            $$"""
            cd '{{site.Gateway.Folder}}'
            ask() { printf 'GET /x HTTP/1.0\r\n\r\n' | openssl s_client -connect {{at}} -ign_eof "$@" 2>/dev/null; }
            for version in -tls1_2 -tls1_3; do
              rm -f session.pem
              ask $version -cert anna.pem -key anna.key -sess_out session.pem | grep -c '"anna"'
              ask $version $([ -f session.pem ] && echo -sess_in session.pem) | grep -o '"cause":"[a-z.-]*"'
            done
            """
        );
        Assert.Equal("1\n\"cause\":\"certificate.missing\"\n1\n\"cause\":\"certificate.missing\"\n", said);
    }

    [Fact]
    public async Task Client_shows_its_certificate()
    {
        using var certificate = X509Certificate2.CreateFromPemFile(
            Path.Combine(site.Gateway.Folder, "anna.pem"),
            Path.Combine(site.Gateway.Folder, "anna.key")
        );
        using var client = ClientFor(options => options.Certificate(certificate));
        using var response = await client.GetAsync(new Uri(site.Gateway.Address, "/x"), Token);
        Assert.Equal(["anna"], (await UpstreamSite.Echo.ReadAsync(response)).Values("X-Forwarded-User"));
    }

    [Fact]
    public async Task Token_bound_to_a_certificate_is_good_with_that_one_alone()
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(
            Path.Combine(site.Gateway.Folder, "stranger.pem")
        );
        var thumbprint = Base64Url.EncodeToString(SHA256.HashData(certificate.RawData));
        var token = site.Issuer.Token(claims => claims["cnf"] = new JsonObject { ["x5t#S256"] = thumbprint });
        var field = $"-H 'Authorization: Bearer {token}'";
        Assert.Contains(" 200", await site.CurlAsync("/token/x", "stranger", field), StringComparison.Ordinal);
        foreach (var other in new[] { null, "anna" })
        {
            var answer = await site.CurlAsync("/token/x", other, field);
            Assert.Contains("\"cause\":\"token.binding-mismatch\"", answer, StringComparison.Ordinal);
            Assert.Contains("error=\"invalid_token\"", answer, StringComparison.Ordinal);
            Assert.Contains(thumbprint, await site.ExplainAsync(answer), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Client_proves_its_key_and_keeps_the_nonce()
    {
        using var key = Protocol.Jose.SigningKey.CreateEs256();
        var token = site.Issuer.Token(claims => claims["cnf"] = new JsonObject { ["jkt"] = key.KeyId });
        using var client = ClientFor(options =>
            options.Dpop(bearer => bearer.Delegate((_, _) => new(new AccessToken(token, type: "DPoP"))), key)
        );
        for (var i = 0; i < 5; i++)
        {
            using var response = await client.GetAsync(new Uri(site.Gateway.Address, "/token/x?n=1"), Token);
            var echo = await UpstreamSite.Echo.ReadAsync(response);
            Assert.Equal(["service-1"], echo.Values("X-Forwarded-User"));
            Assert.Empty(echo.Values("DPoP"));
        }
    }

    [Fact]
    public async Task Proof_that_was_listened_to_is_told_as_used()
    {
        using var key = Protocol.Jose.SigningKey.CreateEs256();
        var token = site.Issuer.Token(claims => claims["cnf"] = new JsonObject { ["jkt"] = key.KeyId });
        var heard = new ProofListener(Handler());
        using var client = new HttpClient(
            new AuthenticationHandler(
                new AuthenticationOptions()
                    .At(site.Gateway.Address)
                    .Dpop(bearer => bearer.Delegate((_, _) => new(new AccessToken(token, type: "DPoP"))), key),
                heard
            )
        );
        using var response = await client.GetAsync(new Uri(site.Gateway.Address, "/token/x"), Token);
        Assert.True(response.IsSuccessStatusCode);
        var again = await site.CurlAsync(
            "/token/x",
            client: null,
            $"-H 'Authorization: DPoP {token}' -H 'DPoP: {heard.LastProof}'"
        );
        Assert.Contains("error=\"invalid_dpop_proof\"", again, StringComparison.Ordinal);
        Assert.Contains("dpop-nonce: ", again, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("used before", await site.ExplainAsync(again), StringComparison.Ordinal);
        var stolen = await site.CurlAsync("/token/x", client: null, $"-H 'Authorization: Bearer {token}'");
        Assert.Contains("\"cause\":\"token.binding-mismatch\"", stolen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_behind_nginx_is_judged_by_the_certificate_that_nginx_passes_on()
    {
        Assert.SkipUnless(File.Exists("/usr/sbin/nginx"), "Not run: nginx is not installed.");
        await using var gateway = await RunningGateway.StartAsync(
            $$"""
            listen: [LISTEN]
            trusted-proxies: [127.0.0.1/32]
            client-certificates: { authorities: ca.pem, header: X-SSL-Client-Cert, users: { "anna@example.com": admin } }
            upstreams: { app: {{site.Upstream.Address.GetLeftPart(UriPartial.Authority)}} }
            routes: [{ path: /**, upstream: app, schemes: [certificate] }]
            """,
            site.CopyTo
        );
        await using var nginx = await CertificateNginx.StartAsync(gateway);
        var forged = "-H \"X-SSL-Client-Cert: $(base64 -w0 < anna.pem)\"";
        Assert.Contains("\"admin\"", await nginx.CurlAsync("anna"), StringComparison.Ordinal);
        Assert.DoesNotContain("X-SSL-Client-Cert", await nginx.CurlAsync("anna"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("certificate.missing", await nginx.CurlAsync(client: null, forged), StringComparison.Ordinal);
        Assert.Contains("certificate.untrusted", await nginx.CurlAsync("stranger", forged), StringComparison.Ordinal);
        Assert.Contains("certificate.unmapped", await nginx.CurlAsync("nobody"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_go_away_close_and_files_that_change_are_read_again()
    {
        await using var gateway = await RunningGateway.StartAsync(
            $$"""
            listen: [LISTEN]
            certificate: { file: site.pem, key: site.key }
            client-certificates: { authorities: ca.pem, revocation-lists: [ca.crl], users: { "anna@example.com": anna } }
            upstreams: { app: {{site.Upstream.Address.GetLeftPart(UriPartial.Authority)}} }
            routes: [{ path: /**, upstream: app, schemes: [certificate, basic] }]
            """,
            site.CopyTo,
            scheme: "https"
        );
        (
            await gateway.CommandWithInputAsync("correct horse: battery\n", "user", "add", "anna", "--password-stdin")
        ).Good();
        var curl =
            $"cd '{gateway.Folder}' && curl -s --cacert site.pem --cert anna.pem --key anna.key {new Uri(gateway.Address, "/x")}";
        Assert.Contains("\"anna\"", await Shell.RunAsync(curl), StringComparison.Ordinal);
        foreach (
            var (breaking, mending) in new[]
            {
                ("mv ca.crl away", "mv away ca.crl"),
                ("cp ca.pem away; echo nothing > ca.pem", "mv away ca.pem"),
                ("cp ca.crl away; cp site.pem ca.crl", "mv away ca.crl"),
            }
        )
        {
            await Shell.RunAsync($"cd '{gateway.Folder}' && {breaking}");
            await Eventually.HoldsAsync(
                () => Shell.RunAsync(curl),
                said => said.Contains("server.configuration", StringComparison.Ordinal)
            );
            await Shell.RunAsync($"cd '{gateway.Folder}' && {mending}");
            await Eventually.HoldsAsync(
                () => Shell.RunAsync(curl),
                said => said.Contains("\"anna\"", StringComparison.Ordinal)
            );
        }

        Assert.Contains("cannot be judged", gateway.Said, StringComparison.Ordinal);
    }

    private HttpClient ClientFor(Action<AuthenticationOptions> way)
    {
        var options = new AuthenticationOptions().At(site.Gateway.Address);
        way(options);
        return new HttpClient(new AuthenticationHandler(options, Handler()));
    }

    private SocketsHttpHandler Handler()
    {
        using var shown = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(site.Gateway.Folder, "site.pem"));
        var thumbprint = shown.GetCertHashString();
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, seen, _, _) =>
            seen?.GetCertHashString() == thumbprint;
        return handler;
    }
}
