using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Probes.Issuers;
using Gatehouse.Doctor.Rules.Metadata;

namespace Gatehouse.Doctor.Tests.Rules.Metadata;

public class ResourceMetadataRuleTests
{
    [Theory]
    [InlineData(200, "https://api.example/orders", null)]
    [InlineData(200, "https://api.example/orders/", "challenge.metadata-mismatch Decisive")]
    [InlineData(200, "https://api.example/", "challenge.metadata-mismatch Moderate")]
    [InlineData(200, "https://old.example/orders", "challenge.metadata-mismatch Decisive")]
    [InlineData(404, "", "challenge.metadata-mismatch Decisive")]
    public void Metadata_describe_the_very_address_that_clients_ask(int status, string resource, string? said)
    {
        var file = Some.Seen(Some.Get(), (ProbeIntent.Supplied, Some.Get(), Some.Status(401)));
        file.Add(
            new Exchange
            {
                Label = ResourceMetadataProbe.Label,
                Intent = ProbeIntent.Metadata,
                Answer = Some.Status(status, $$"""{"resource":"{{resource}}"}"""),
            }
        );
        Assert.Equal(said is null ? [] : [said], Some.Says<ResourceMetadataRule>(file));
    }
}
