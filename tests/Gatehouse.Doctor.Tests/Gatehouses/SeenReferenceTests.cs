using Gatehouse.Doctor.Gatehouses;

namespace Gatehouse.Doctor.Tests.Gatehouses;

public class SeenReferenceTests
{
    [Fact]
    public void A_reference_is_found_in_its_field() =>
        Assert.Equal(
            SomeGateway.Reference,
            SeenReference.In(
                Some.Case(Some.Get(), Some.Status(401, "", ("Gatehouse-Reference", SomeGateway.Reference)))
            )
        );

    [Theory]
    [InlineData("{\"reference\":\"GH-7K3M9-QX2C4-0V8RT-5WZAB-NDEFG-H\"}", true)]
    [InlineData("<p>Reference: <code>GH-7K3M9-QX2C4-0V8RT-5WZAB-NDEFG-H</code></p>", true)]
    [InlineData("GH-7K3M9-QX2C4-0V8RT-5WZAB-NDEFG", false)]
    [InlineData("GH-ZK3M9-QX2C4-0V8RT-5WZAB-NDEFG-H", false)]
    [InlineData("gh-pages", false)]
    public void A_reference_is_found_on_a_page_or_in_a_problem(string body, bool found) =>
        Assert.Equal(
            found ? SomeGateway.Reference : null,
            SeenReference.In(Some.Case(Some.Get(), Some.Status(401, body)))
        );

    [Fact]
    public void A_reference_is_found_in_a_message() =>
        Assert.Equal(
            SomeGateway.Reference,
            SeenReference.In(new CaseFile { Now = Some.Now, Text = $"It says {SomeGateway.Reference}, help!" })
        );
}
