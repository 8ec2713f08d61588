using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Protocol.Jose;
using Gatehouse.TestKit;

namespace Gatehouse.Protocol.Tests.Jose;

public class DpopProofTests
{
    [Fact]
    public void Proofs_of_the_RFC_are_read_as_it_reads_them()
    {
        using var vectors = VectorFile.Open("oauth.json");
        Assert.SkipWhen(vectors is null, VectorFile.Absent);
        foreach (var vector in vectors.RootElement.GetProperty("dpop_vectors").EnumerateArray())
        {
            var fields = vector.GetProperty("request").GetProperty("headers").EnumerateArray();
            var lines = fields
                .Select(line => line.GetString()!.Split(": ", 2))
                .ToDictionary(line => line[0], line => line[1]);
            Assert.True(DpopProof.TryRead(lines["DPoP"], out var proof, out var problem), problem);
            var payload = vector.GetProperty("decoded_payload");
            Assert.Equal(payload.GetProperty("jti").GetString(), proof.Id);
            Assert.Equal(payload.GetProperty("htm").GetString(), proof.Method);
            Assert.Equal(payload.GetProperty("htu").GetString(), proof.Address);
            Assert.Equal(payload.GetProperty("iat").GetInt64(), proof.IssuedAt);
            Assert.Equal(vector.GetProperty("jkt").GetString(), proof.Thumbprint);
            Assert.Null(proof.Nonce);
            var token = lines["Authorization"]["DPoP ".Length..];
            Assert.Equal(proof.TokenHash, Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token))));
        }
    }

    [Fact]
    public void Proof_of_each_kind_of_key_is_read()
    {
        var payload = """{"jti":"a","htm":"GET","htu":"https://a.example/","iat":1}"""u8.ToArray();
        using var key = SigningKey.CreateEs256();
        Assert.True(DpopProof.TryRead(key.SignWithJwk("dpop+jwt", payload), out var proof, out _));
        Assert.Equal(key.KeyId, proof.Thumbprint);
        using var rsa = RSA.Create(2048);
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        var header =
            $$"""{"typ":"dpop+jwt","alg":"PS256","jwk":{"kty":"RSA","n":"{{Base64Url.EncodeToString(parameters.Modulus)}}","e":"AQAB"} }""";
        var input = $"{Base64Url.EncodeToString(Encoding.ASCII.GetBytes(header))}.{Base64Url.EncodeToString(payload)}";
        var signature = rsa.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        Assert.True(
            DpopProof.TryRead($"{input}.{Base64Url.EncodeToString(signature)}", out proof, out var problem),
            problem
        );
        Assert.Equal(("GET", 1), (proof.Method, proof.IssuedAt));
    }
}
