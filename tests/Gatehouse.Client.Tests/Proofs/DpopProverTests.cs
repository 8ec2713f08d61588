using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gatehouse.Client.Proofs;
using Gatehouse.Protocol.Jose;
using Gatehouse.TestKit;

namespace Gatehouse.Client.Tests.Proofs;

public sealed class DpopProverTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTimeProvider _clock = new(Now);
    private readonly DpopProver _prover;

    public DpopProverTests() => _prover = new(_clock);

    [Fact]
    public void A_proof_says_what_it_is_for_and_is_signed_with_the_key_that_it_names()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://Orders.example:443/a%20b?x=1#y");
        _prover.Apply(request, "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU");
        var (header, claims) = Verify(request);

        Assert.Equal("dpop+jwt", header.GetProperty("typ").GetString());
        Assert.Equal("ES256", header.GetProperty("alg").GetString());
        Assert.False(header.GetProperty("jwk").TryGetProperty("d", out _));
        Assert.Equal("POST", claims.GetProperty("htm").GetString());
        Assert.Equal("https://orders.example/a%20b", claims.GetProperty("htu").GetString());
        Assert.Equal(Now.ToUnixTimeSeconds(), claims.GetProperty("iat").GetInt64());
        // The token and hash of RFC 9449 section 7.1.
        Assert.Equal("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo", claims.GetProperty("ath").GetString());
        Assert.False(claims.TryGetProperty("nonce", out _));
        Assert.True(claims.GetProperty("jti").GetString()!.Length >= 16);
    }

    [Theory]
    [InlineData("https://b\u00FCcher.example/a?x=1", "https://xn--bcher-kva.example/a")]
    [InlineData("https://me:secret@orders.example:8443/a", "https://orders.example:8443/a")]
    [InlineData("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a")]
    [InlineData("https://orders.example/\u00FC", "https://orders.example/%C3%BC")]
    [InlineData("http://orders.example", "http://orders.example/")]
    public void A_proof_names_the_address_as_it_goes_on_the_wire(string address, string named) =>
        Assert.Equal(named, ClaimsAt(address).GetProperty("htu").GetString());

    [Fact]
    public void A_host_is_one_origin_in_either_spelling()
    {
        Assert.True(See("https://b\u00FCcher.example/a", "nonce"));
        Assert.Equal("nonce", NonceAt("https://xn--bcher-kva.example/b"));
    }

    [Theory]
    [InlineData(9999)]
    [InlineData(1)]
    public void A_time_that_no_sum_can_hold_breaks_nothing(int year)
    {
        See("https://orders.example/a", null, new DateTimeOffset(year, 12, 31, 23, 59, 59, TimeSpan.Zero));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.NotEqual(0, TimeAt("https://orders.example/"));
    }

    [Fact]
    public void No_two_proofs_are_alike_and_each_replaces_the_one_before()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://orders.example/");
        _prover.Apply(request, null);
        var first = Verify(request).Claims.GetProperty("jti").GetString();
        _prover.Apply(request, null);
        var (_, second) = Verify(request);
        Assert.NotEqual(first, second.GetProperty("jti").GetString());
        Assert.False(second.TryGetProperty("ath", out _));
    }

    [Fact]
    public void A_nonce_is_learnt_once_and_used_at_its_origin_alone()
    {
        Assert.True(See("https://orders.example/a", "eyJ7S_zG.eyJH0-Z"));
        Assert.False(See("https://orders.example/b", "eyJ7S_zG.eyJH0-Z"));
        Assert.True(See("https://orders.example/c", "next"));
        Assert.Equal("next", NonceAt("https://orders.example/d"));
        Assert.Null(NonceAt("https://orders.example:8443/d"));
        Assert.Null(NonceAt("http://orders.example/d"));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a\"b")]
    [InlineData("")]
    public void What_is_no_nonce_is_none(string nonce)
    {
        Assert.False(See("https://orders.example/a", nonce));
        Assert.Null(NonceAt("https://orders.example/a"));
    }

    [Fact]
    public void The_time_is_that_of_the_server()
    {
        See("https://orders.example/a", null, Now.AddMinutes(-7));
        Assert.Equal(Now.AddMinutes(-7).ToUnixTimeSeconds(), TimeAt("https://orders.example/"));
        Assert.Equal(Now.ToUnixTimeSeconds(), TimeAt("https://stock.example/"));
        See("https://orders.example/a", null, Now.AddSeconds(1));
        Assert.Equal(Now.ToUnixTimeSeconds(), TimeAt("https://orders.example/"));
    }

    [Fact]
    public void A_key_of_the_program_is_used_and_outlives_the_prover()
    {
        using var key = SigningKey.CreateEs256();
        using (var prover = new DpopProver(_clock, key))
        {
            Assert.Equal(key.KeyId, prover.Thumbprint);
        }

        Assert.NotEmpty(key.SignWithJwk("dpop+jwt", "{}"u8));
    }

    public void Dispose() => _prover.Dispose();

    private static (JsonElement Header, JsonElement Claims) Verify(HttpRequestMessage request)
    {
        var proof = Assert.Single(request.Headers.GetValues("DPoP")).Split('.');
        var header = JsonElement.Parse(Base64Url.DecodeFromChars(proof[0]));
        var jwk = header.GetProperty("jwk");
        using var key = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new()
                {
                    X = Base64Url.DecodeFromChars(jwk.GetProperty("x").GetString()),
                    Y = Base64Url.DecodeFromChars(jwk.GetProperty("y").GetString()),
                },
            }
        );
        var signed = Encoding.ASCII.GetBytes($"{proof[0]}.{proof[1]}");
        Assert.True(key.VerifyData(signed, Base64Url.DecodeFromChars(proof[2]), HashAlgorithmName.SHA256));
        return (header, JsonElement.Parse(Base64Url.DecodeFromChars(proof[1])));
    }

    private JsonElement ClaimsAt(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        _prover.Apply(request, null);
        return Verify(request).Claims;
    }

    private string? NonceAt(string address) =>
        ClaimsAt(address).TryGetProperty("nonce", out var nonce) ? nonce.GetString() : null;

    private long TimeAt(string address) => ClaimsAt(address).GetProperty("iat").GetInt64();

    private bool See(string address, string? nonce, DateTimeOffset? date = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request };
        response.Headers.Date = date;
        if (nonce is not null)
        {
            response.Headers.TryAddWithoutValidation("DPoP-Nonce", nonce);
        }

        return _prover.See(response);
    }
}
