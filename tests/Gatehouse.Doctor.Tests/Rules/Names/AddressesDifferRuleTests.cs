using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Names;

namespace Gatehouse.Doctor.Tests.Rules.Names;

public class AddressesDifferRuleTests
{
    [Theory]
    [InlineData("2001:db8::1", 200, "network.address-dependent Strong")]
    [InlineData("192.0.2.2", 200, "replica.inconsistent Decisive")]
    [InlineData("2001:db8::1", 403, "network.address-dependent Strong")]
    [InlineData("192.0.2.2", 401, null)]
    public void Another_answer_at_another_address_is_told(string address, int status, string? said) =>
        Assert.Equal(said is null ? [] : [said], Some.Says<AddressesDifferRule>(Case(address, status)));

    [Fact]
    public void Where_one_address_grants_and_refuses_by_turns_the_address_is_not_blamed()
    {
        var file = Case("2001:db8::1", 200);
        file.Add(
            new Exchange
            {
                Label = "once more",
                Intent = ProbeIntent.Repeated,
                Request = SeenAnswers.Bearer,
                Answer = Some.Status(200),
            }
        );
        Assert.Empty(Some.Says<AddressesDifferRule>(file));
    }

    [Fact]
    public void Asked_twice_the_other_family_is_sure()
    {
        var file = Case("2001:db8::1", 200);
        file.Add(
            new Exchange
            {
                Label = "once more",
                Intent = ProbeIntent.Repeated,
                Request = SeenAnswers.Bearer,
                Answer = Some.Status(401),
            }
        );
        Assert.Equal(["network.address-dependent Decisive"], Some.Says<AddressesDifferRule>(file));
    }

    private static CaseFile Case(string address, int status) =>
        Some.Seen(
            SeenAnswers.Bearer,
            (ProbeIntent.Supplied, SeenAnswers.Bearer, Some.Status(401) with { Address = "192.0.2.1" }),
            (ProbeIntent.OtherAddress, SeenAnswers.Bearer, Some.Status(status) with { Address = address })
        );
}
