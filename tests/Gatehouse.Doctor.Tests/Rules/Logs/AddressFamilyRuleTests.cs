using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class AddressFamilyRuleTests
{
    [Theory]
    [InlineData(401, 200, 1)]
    [InlineData(200, 401, 1)]
    [InlineData(401, 401, 0)]
    public void One_family_refused_and_the_other_served_depends_on_the_address(int newer, int older, int clues) =>
        Assert.Equal(
            clues,
            Some.Says<AddressFamilyRule>(
                SomeLog.Of([
                    SomeLog.Line(0, newer, address: "2001:db8::7"),
                    SomeLog.Line(1, older),
                    SomeLog.Line(2, newer, address: "2001:db8::7"),
                    SomeLog.Line(3, older),
                ])
            ).Count
        );
}
