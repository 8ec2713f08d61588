using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Probes.Issuers;
using Gatehouse.Doctor.Rules.Issuers;

namespace Gatehouse.Doctor.Tests.Rules.Issuers;

public class IssuerNameRuleTests
{
    [Theory]
    [InlineData("https://id.example", null)]
    [InlineData("https://id.example/", "token.issuer-untrusted Strong")]
    public void Metadata_that_name_another_issuer_are_told_to_the_last_slash(string published, string? said) =>
        Assert.Equal(said is null ? [] : [said], Says(Some.Status(200, $$"""{"issuer":"{{published}}"}""")));

    [Fact]
    public void An_issuer_that_fails_is_told() =>
        Assert.Equal(["provider.unreachable Moderate"], Says(Some.Status(503)));

    [Fact]
    public void An_issuer_without_metadata_is_no_fault() => Assert.Empty(Says(Some.Status(404)));

    private static IReadOnlyList<string> Says(Answer metadata)
    {
        var request = Some.Get(("Authorization", "Bearer " + Tokens.Signed("a", """{"iss":"https://id.example"}""")));
        var file = Some.Seen(request, (ProbeIntent.Supplied, request, Some.Status(401)));
        file.Add(
            new Exchange
            {
                Label = IssuerMetadataProbe.MetadataLabel,
                Intent = ProbeIntent.Metadata,
                Answer = metadata,
            }
        );
        return Some.Says<IssuerNameRule>(file);
    }
}
