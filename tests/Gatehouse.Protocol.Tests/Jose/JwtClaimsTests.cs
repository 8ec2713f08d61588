using System.Text;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Protocol.Tests.Jose;

public sealed class JwtClaimsTests
{
    [Fact]
    public void Every_known_claim_is_read()
    {
        var claims = Parse(
            """
            {"iss":"https://issuer.example","sub":"u","jti":"j","aud":["a","b"],"exp":4,"nbf":3,"iat":2,"auth_time":1,
             "scope":"read  write","client_id":"c","azp":"z","nonce":"n","at_hash":"h","acr":"2","email":"u@example.com",
             "cnf":{"jkt":"t","x5t#S256":"x"}}
            """
        );
        Assert.Equal(("https://issuer.example", "u", "j"), (claims.Issuer, claims.Subject, claims.JwtId));
        Assert.Equal(["a", "b"], claims.Audiences);
        Assert.Equal((4L, 3L, 2L, 1L), (claims.Expires, claims.NotBefore, claims.IssuedAt, claims.AuthTime));
        Assert.Equal(["read", "write"], claims.Scopes);
        Assert.Equal(
            ("c", "n", "h", "2", "u@example.com"),
            (claims.ClientId, claims.Nonce, claims.AtHash, claims.Acr, claims.Email)
        );
        Assert.Equal(("t", "x"), (claims.ConfirmedKey, claims.ConfirmedCertificate));
    }

    [Fact]
    public void Missing_claims_are_null_or_empty_and_names_are_told_apart_by_case()
    {
        var claims = Parse("""{"Sub":"admin","SUB":"admin","cnf":{"jwk":{}}}""");
        Assert.Null(claims.Subject);
        Assert.Null(claims.Expires);
        Assert.Empty(claims.Audiences);
        Assert.Empty(claims.Scopes);
        Assert.Null(claims.ConfirmedKey);
        Assert.True(claims.Has("cnf"));
        Assert.False(claims.Has("sub"));
    }

    [Theory]
    [InlineData("1.5", 1, 2)]
    [InlineData("17e8", 1_700_000_000, 1_700_000_000)]
    [InlineData("0", 0, 0)]
    [InlineData("-0", 0, 0)]
    [InlineData("1e-400", 0, 0)]
    [InlineData("253402300799", 253_402_300_799, 253_402_300_799)]
    public void Fraction_never_lengthens_a_tokens_life(string number, long expires, long notBefore)
    {
        var claims = Parse($$"""{"exp":{{number}},"nbf":{{number}}}""");
        Assert.Equal(expires, claims.Expires);
        Assert.Equal(notBefore, claims.NotBefore);
    }

    [Theory]
    [InlineData("exp")]
    [InlineData("nbf")]
    [InlineData("iat")]
    [InlineData("auth_time")]
    public void Absurd_time_is_a_fault_and_not_ignored(string claim)
    {
        foreach (
            var number in new[]
            {
                "-1",
                "-0.5",
                "1e400",
                "9223372036854775808",
                "253402300799.5",
                "253402300800",
                "1e29",
            }
        )
        {
            Assert.Equal(JwsFault.ClaimRange, Fault($$"""{"{{claim}}":{{number}}}"""));
        }

        foreach (var other in new[] { "\"4102444800\"", "true", "null", "{}", "[1]" })
        {
            Assert.Equal(JwsFault.ClaimType, Fault($$"""{"{{claim}}":{{other}}}"""));
        }
    }

    [Theory]
    [InlineData("""{"iss":["https://issuer.example"]}""")]
    [InlineData("""{"iss":null}""")]
    [InlineData("""{"sub":1}""")]
    [InlineData("""{"jti":{}}""")]
    [InlineData("""{"aud":{"x":"y"}}""")]
    [InlineData("""{"aud":["a",1]}""")]
    [InlineData("""{"aud":null}""")]
    [InlineData("""{"scope":7}""")]
    [InlineData("""{"scp":[["read"]]}""")]
    [InlineData("""{"client_id":1}""")]
    [InlineData("""{"nonce":true}""")]
    [InlineData("""{"acr":2}""")]
    [InlineData("""{"email":["a@example.com"]}""")]
    [InlineData("""{"cnf":"t"}""")]
    [InlineData("""{"cnf":{"jkt":1}}""")]
    public void Claim_of_another_type_is_a_fault_and_not_a_missing_claim(string payload) =>
        Assert.Equal(JwsFault.ClaimType, Fault(payload));

    [Theory]
    [InlineData("""{"scope":["read","write"]}""")]
    [InlineData("""{"scp":["read","write"]}""")]
    [InlineData("""{"scp":"read write"}""")]
    [InlineData("""{"scope":"read write","scp":"admin"}""")]
    public void Scopes_are_read_from_scope_else_scp(string payload) =>
        Assert.Equal(["read", "write"], Parse(payload).Scopes);

    [Fact]
    public void Authorized_party_is_the_client_where_no_client_id_is() =>
        Assert.Equal("z", Parse("""{"azp":"z","client_id":null}""").ClientId);

    [Theory]
    [InlineData("")]
    [InlineData("[1,2]")]
    [InlineData("\"x\"")]
    [InlineData("null")]
    [InlineData("{}x")]
    [InlineData("{}{}")]
    [InlineData("""{"a":NaN}""")]
    [InlineData("""{"a":1/*c*/}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("{'a':1}")]
    [InlineData("""{"a":"\ud800"}""")]
    public void Payload_that_is_no_strict_JSON_object_is_refused(string payload) =>
        Assert.Equal(JwsFault.PayloadNotJson, Fault(payload));

    [Theory]
    [InlineData("""{"sub":"a","sub":"b"}""")]
    [InlineData("""{"sub":"a","s\u0075b":"b"}""")]
    [InlineData("""{"x":[{"a":1,"a":1}]}""")]
    public void Member_that_stands_twice_is_refused_at_any_depth(string payload) =>
        Assert.Equal(JwsFault.DuplicateMember, Fault(payload));

    [Fact]
    public void Strings_are_found_by_name_and_by_path_even_where_names_hold_dots()
    {
        var claims = Parse(
            """
            {"realm_access":{"roles":["a","b",1,null]},"https://ns.example/roles":["c"],"groups":"d","n":1,
             "resource_access":{"my.client":{"roles":["e"]}},"a.":{"b":"f"}}
            """
        );
        Assert.Equal(["a", "b"], claims.Strings("realm_access.roles"));
        Assert.Equal(["c"], claims.Strings("https://ns.example/roles"));
        Assert.Equal(["d"], claims.Strings("groups"));
        Assert.Equal(["e"], claims.Strings("resource_access.my.client.roles"));
        Assert.Equal(["f"], claims.Strings("a..b"));
        foreach (
            var path in new[] { "", ".", "n", "n.x", "groups.", "groups.d", "realm_access", "realm_access.", "nowhere" }
        )
        {
            Assert.Empty(claims.Strings(path));
        }
    }

    private static JwtClaims Parse(string payload)
    {
        Assert.True(
            JwtClaims.TryParse(Encoding.UTF8.GetBytes(payload), out var claims, out var fault),
            fault.ToString()
        );
        Assert.Equal(JwsFault.None, fault);
        return claims;
    }

    private static JwsFault Fault(string payload)
    {
        Assert.False(JwtClaims.TryParse(Encoding.UTF8.GetBytes(payload), out var claims, out var fault));
        Assert.Null(claims);
        return fault;
    }
}
