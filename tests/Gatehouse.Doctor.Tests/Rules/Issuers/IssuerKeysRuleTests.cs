using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Probes.Issuers;
using Gatehouse.Doctor.Rules.Issuers;

namespace Gatehouse.Doctor.Tests.Rules.Issuers;

public class IssuerKeysRuleTests
{
    [Fact]
    public void A_key_that_the_issuer_does_not_publish_is_unknown() =>
        Assert.Equal(["token.key-unknown Decisive"], Says(Tokens.KeySet("b")));

    [Fact]
    public void A_signature_that_does_not_fit_the_published_key_is_invalid() =>
        Assert.Equal(["token.signature-invalid Decisive"], Says(Tokens.KeySet("a", another: true)));

    [Fact]
    public void A_signature_that_fits_speaks_against_both() =>
        Assert.Equal(
            ["token.signature-invalid StronglyAgainst", "token.key-unknown Against"],
            Says(Tokens.KeySet("a"))
        );

    [Fact]
    public void A_shared_secret_beside_published_keys_is_told() =>
        Assert.Equal(["token.algorithm-refused Strong"], Says(Tokens.KeySet("a"), "HS256"));

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    public void Keys_that_cannot_be_read_say_nothing(string keys) => Assert.Empty(Says(keys));

    private static IReadOnlyList<string> Says(string keys, string algorithm = "RS256")
    {
        var token = Tokens.Signed("a", """{"iss":"https://id.example"}""", algorithm);
        var request = Some.Get(("Authorization", "Bearer " + token));
        var file = Some.Seen(request, (ProbeIntent.Supplied, request, Some.Status(401)));
        file.Add(
            new Exchange
            {
                Label = IssuerMetadataProbe.KeysLabel,
                Intent = ProbeIntent.Metadata,
                Answer = Some.Status(200, keys),
            }
        );
        return Some.Says<IssuerKeysRule>(file);
    }
}
