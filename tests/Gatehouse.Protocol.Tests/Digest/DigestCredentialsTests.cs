using Gatehouse.Protocol.Challenges;
using Gatehouse.Protocol.Digest;

namespace Gatehouse.Protocol.Tests.Digest;

public sealed class DigestCredentialsTests
{
    private const string Whole =
        "username=\"alice\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"00ff\", qop=auth, nc=00000001, cnonce=\"c\"";

    [Fact]
    public void Every_parameter_is_read()
    {
        var digest = Read(Whole + ", algorithm=SHA-256-sess, opaque=\"o\"");
        Assert.Equal("alice", digest.User);
        Assert.Equal("r", digest.Realm);
        Assert.Equal("n", digest.Nonce);
        Assert.Equal("/", digest.Uri);
        Assert.Equal("00ff", digest.Response);
        Assert.Equal("auth", digest.Qop);
        Assert.Equal("00000001", digest.NonceCount);
        Assert.Equal(1u, digest.Count);
        Assert.Equal("c", digest.ClientNonce);
        Assert.Equal("SHA-256-sess", digest.Algorithm);
        Assert.False(digest.UserHashed);
    }

    [Theory]
    [InlineData("username=\"alice\"", "", "username is missing")]
    [InlineData("realm=\"r\"", "", "realm is missing")]
    [InlineData("nonce=\"n\"", "", "nonce is missing")]
    [InlineData("uri=\"/\"", "", "uri is missing")]
    [InlineData("response=\"00ff\"", "", "response is missing")]
    [InlineData("00ff", "00fg", "response is not made of hexadecimal digits")]
    [InlineData("00ff", "", "response is not made of hexadecimal digits")]
    [InlineData("nc=00000001", "", "nc is missing beside qop")]
    [InlineData("nc=00000001", "nc=00000000", "nc counts from 00000001")]
    [InlineData("nc=00000001", "nc=1", "nc is not eight hexadecimal digits")]
    [InlineData("nc=00000001", "nc=000000001", "nc is not eight hexadecimal digits")]
    [InlineData("nc=00000001", "nc=0000000g", "nc is not eight hexadecimal digits")]
    [InlineData("nc=00000001", "nc=\" 0000001\"", "nc is not eight hexadecimal digits")]
    [InlineData("nc=00000001", "nc=\"+0000001\"", "nc is not eight hexadecimal digits")]
    [InlineData("cnonce=\"c\"", "", "cnonce is missing beside qop")]
    [InlineData("qop=auth", "qop=auth, userhash=maybe", "userhash is neither true nor false")]
    [InlineData("qop=auth", "qop=auth, userhash=true", "username is no hash although userhash=true")]
    [InlineData("qop=auth", "qop=auth, username*=UTF-8''a", "username* stands beside username (RFC 7616 section 3.4)")]
    [InlineData(
        "username=\"alice\"",
        "username*=UTF-8''a, userhash=true",
        "username* stands beside userhash=true (RFC 7616 section 3.4)"
    )]
    [InlineData(
        "username=\"alice\"",
        "username*=UTF-8''%FF",
        "username* is no UTF-8 in the notation of RFC 8187 section 3.2.1"
    )]
    [InlineData(
        "username=\"alice\"",
        "username*=ISO-8859-1''a",
        "username* is no UTF-8 in the notation of RFC 8187 section 3.2.1"
    )]
    [InlineData(
        "username=\"alice\"",
        "username*=UTF-8''a%4",
        "username* is no UTF-8 in the notation of RFC 8187 section 3.2.1"
    )]
    public void Parameter_that_cannot_be_used_is_named(string part, string instead, string fault)
    {
        var kept = Whole
            .Replace(part, instead, StringComparison.Ordinal)
            .Split(", ", StringSplitOptions.RemoveEmptyEntries);
        Assert.False(DigestCredentials.TryRead(Parse(string.Join(", ", kept)), out var digest, out var found));
        Assert.Null(digest);
        Assert.Equal(fault, found?.ToString());
    }

    [Fact]
    public void Token_in_place_of_parameters_is_told_so()
    {
        Assert.False(DigestCredentials.TryRead(Credentials.WithToken68("Digest", "YWxpY2U="), out _, out var fault));
        Assert.Equal("username and every other parameter are missing", fault?.ToString());
    }

    [Theory]
    [InlineData("username*=UTF-8''J%C3%A4s%C3%B8n%20Doe")]
    [InlineData("username*=utf-8'en'J%c3%a4s%c3%b8n%20Doe")]
    [InlineData("username=\"J\u00C3\u00A4s\u00C3\u00B8n Doe\"")]
    [InlineData("username=\"J\u00E4s\u00F8n Doe\"")]
    public void Name_is_read_in_every_notation_that_clients_use(string parameter) =>
        Assert.Equal(
            "J\u00E4s\u00F8n Doe",
            Read(Whole.Replace("username=\"alice\"", parameter, StringComparison.Ordinal)).User
        );

    [Theory]
    [InlineData("qop=auth", "qop=\"auth\"")]
    [InlineData("nc=00000001", "nc=\"00000001\"")]
    [InlineData("nonce=\"n\"", "nonce=n")]
    [InlineData("uri=\"/\"", "uri=\"\\/\"")]
    [InlineData("username=", "USERNAME = ")]
    public void Quotes_that_should_not_be_there_change_nothing(string part, string instead)
    {
        var digest = Read(Whole.Replace(part, instead, StringComparison.Ordinal));
        Assert.Equal(("auth", 1u, "n", "/"), (digest.Qop, digest.Count, digest.Nonce, digest.Uri));
    }

    [Fact]
    public void Without_qop_neither_count_nor_nonce_of_the_client_is_needed()
    {
        var digest = Read("username=\"alice\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"00ff\"");
        Assert.Null(digest.Qop);
        Assert.Equal(0u, digest.Count);
    }

    [Theory]
    [InlineData("alice", false)]
    [InlineData("J\u00E4s\u00F8n Doe", false)]
    [InlineData("J\u00E4s\u00F8n Doe", true)]
    [InlineData("a\"b\\c", false)]
    public void Answer_is_read_back_and_proves_the_secret(string user, bool userHash)
    {
        var secret = DigestArithmetic.Secret(DigestHash.Sha256, user, "r\u00E9alm", "open");
        var input = new DigestInput
        {
            Algorithm = new DigestAlgorithm(DigestHash.Sha256, Session: true),
            Nonce = "n",
            Qop = DigestArithmetic.AuthInt,
            ClientNonce = "c\"c",
            NonceCount = "0000000a",
            Method = "POST",
            Uri = "/x?y",
            Body = "a=b"u8.ToArray(),
        };
        var sent = ChallengeWriter.Write(DigestCredentials.Answer(user, "r\u00E9alm", secret, input, userHash));
        Assert.True(CredentialsParser.TryParse(sent, out var parsed, out _));
        Assert.True(DigestCredentials.TryRead(parsed!, out var digest, out _));
        Assert.Equal(userHash, digest!.UserHashed);
        Assert.Equal(
            userHash
                ? Convert.ToHexStringLower(DigestArithmetic.UserHash(DigestHash.Sha256, user, "r\u00E9alm"))
                : user,
            digest.User
        );
        Assert.Equal("r\u00E9alm", digest.Realm);
        Assert.Equal(10u, digest.Count);
        Assert.True(DigestAlgorithm.TryParse(digest.Algorithm, out var algorithm));
        var expected = DigestArithmetic.Response(secret, digest.InputOf(algorithm, "POST", "a=b"u8.ToArray()));
        Assert.True(DigestArithmetic.AreEqual(digest.Response, expected));
        var otherBody = DigestArithmetic.Response(secret, digest.InputOf(algorithm, "POST", "a=c"u8.ToArray()));
        Assert.False(DigestArithmetic.AreEqual(digest.Response, otherBody));
    }

    [Theory]
    [InlineData(null, "MD5")]
    [InlineData("md5", "MD5")]
    [InlineData("MD5-SESS", "MD5-sess")]
    [InlineData("sha-256", "SHA-256")]
    [InlineData("SHA-512-256-sess", "SHA-512-256-sess")]
    [InlineData("SHA-512", null)]
    [InlineData("-sess", null)]
    [InlineData("", null)]
    [InlineData("SHA-256-sess-sess", null)]
    public void Algorithm_is_read_by_its_name_alone(string? sent, string? name) =>
        Assert.Equal(name, DigestAlgorithm.TryParse(sent, out var algorithm) ? algorithm.Name : null);

    [Theory]
    [InlineData("00FF", true)]
    [InlineData("00ff", true)]
    [InlineData("00fe", false)]
    [InlineData("00f", false)]
    [InlineData("00ff00", false)]
    [InlineData("00fg", false)]
    [InlineData("", false)]
    public void Digits_are_compared_with_octets(string digits, bool equal) =>
        Assert.Equal(equal, DigestArithmetic.AreEqual(digits, [0x00, 0xFF]));

    [Fact]
    public void Authentication_info_carries_the_proof_and_the_next_nonce()
    {
        var secret = DigestArithmetic.Secret(DigestHash.Md5, "12345678", "example.com", "secret");
        var input = new DigestInput
        {
            Algorithm = default,
            Nonce = "a3086ac8",
            Qop = "auth",
            ClientNonce = "56593a80",
            NonceCount = "00000001",
            Method = "GET",
            Uri = "/index.html",
        };
        const string Proof = "rspauth=\"08c4e942d1d0a191de8b3aa98cd35147\", qop=auth, nc=00000001, cnonce=\"56593a80\"";
        Assert.Equal(Proof, AuthenticationInfo.Write(secret, input, nextNonce: null));
        Assert.Equal(Proof + ", nextnonce=\"n2\"", AuthenticationInfo.Write(secret, input, "n2"));
        Assert.EndsWith(
            "cnonce=\"a\\\"b\"",
            AuthenticationInfo.Write(secret, input with { ClientNonce = "a\"b" }, nextNonce: null),
            StringComparison.Ordinal
        );
    }

    private static DigestCredentials Read(string parameters)
    {
        Assert.True(DigestCredentials.TryRead(Parse(parameters), out var digest, out var fault), fault?.ToString());
        return digest!;
    }

    private static Credentials Parse(string parameters)
    {
        Assert.True(CredentialsParser.TryParse("Digest " + parameters, out var credentials, out var fault));
        Assert.Null(fault);
        return credentials!;
    }
}
