using System.Security.Cryptography;
using System.Text;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Protocol.Tests.Jose;

public sealed class SigningKeyTests
{
    [Fact]
    public void Own_token_verifies_under_the_published_key()
    {
        using var key = SigningKey.CreateEs256();
        var token = key.Sign("at+jwt", """{"sub":"u"}"""u8);
        Assert.True(CompactJws.TryParse(token, out var jws, out _));
        Assert.Equal(("ES256", "at+jwt", key.KeyId), (jws.Algorithm, jws.Type, jws.KeyId));
        var published = Encoding.UTF8.GetBytes($$"""{"keys":[{{key.PublicJwk()}}]}""");
        Assert.True(VerificationKeySet.TryParse(published, out var set, out _));
        Assert.True(set.Find(jws)!.Verify(jws));
        Assert.Equal(key.KeyId, set.Keys[0].Thumbprint);
        using var direct = key.ToVerificationKey();
        Assert.True(direct.Verify(jws));
        Assert.Equal(key.KeyId, direct.KeyId);
    }

    [Fact]
    public void Key_survives_being_written_and_read()
    {
        using var key = SigningKey.CreateEs256();
        using var read = SigningKey.FromPkcs8(key.ExportPkcs8());
        Assert.Equal(key.KeyId, read.KeyId);
        Assert.True(CompactJws.TryParse(read.Sign("JWT", "{}"u8), out var jws, out _));
        using var verification = key.ToVerificationKey();
        Assert.True(verification.Verify(jws));
    }

    [Fact]
    public void Key_of_another_kind_is_refused()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        using var good = SigningKey.CreateEs256();
        Assert.Throws<CryptographicException>(() => SigningKey.FromPkcs8(p384.ExportPkcs8PrivateKey()));
        Assert.Throws<CryptographicException>(() => SigningKey.FromPkcs8(rsa.ExportPkcs8PrivateKey()));
        Assert.Throws<CryptographicException>(() => SigningKey.FromPkcs8([.. good.ExportPkcs8(), 0]));
        Assert.Throws<CryptographicException>(() => SigningKey.FromPkcs8([]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\"b")]
    [InlineData("a\nb")]
    [InlineData("é")]
    public void Type_that_would_need_escaping_is_refused(string type)
    {
        using var key = SigningKey.CreateEs256();
        Assert.Throws<ArgumentException>(() => key.Sign(type, "{}"u8));
    }

    [Fact]
    public async Task Key_signs_on_many_threads_at_once()
    {
        using var key = SigningKey.CreateEs256();
        using var verification = key.ToVerificationKey();
        var tokens = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(_ => Task.Run(() => key.Sign("JWT", """{"sub":"u"}"""u8)))
        );
        Assert.All(
            tokens,
            token => Assert.True(CompactJws.TryParse(token, out var jws, out _) && verification.Verify(jws))
        );
    }
}
