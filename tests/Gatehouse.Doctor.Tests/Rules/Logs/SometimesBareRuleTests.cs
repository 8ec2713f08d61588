using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class SometimesBareRuleTests
{
    [Fact]
    public void A_program_is_named_at_one_path_and_bare_at_another() =>
        Assert.Equal(
            ["credentials.not-sent Strong"],
            Some.Says<SometimesBareRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 200, "/crates/new", user: "ci", agent: "cargo/1.82.0", method: "PUT"),
                    SomeLog.Line(10, 401, "/index/config.json", agent: "cargo/1.82.0"),
                    SomeLog.Line(20, 401, "/index/config.json", agent: "cargo/1.82.0"),
                ])
            )
        );

    [Fact]
    public void One_that_is_challenged_first_is_not_it() =>
        Assert.Empty(
            Some.Says<SometimesBareRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 401, "/v3/index.json", agent: "NuGet"),
                    SomeLog.Line(1, 200, "/v3/index.json", user: "ci", agent: "NuGet"),
                    SomeLog.Line(2, 401, "/v3/index.json", agent: "NuGet"),
                    SomeLog.Line(3, 200, "/v3/index.json", user: "ci", agent: "NuGet"),
                ])
            )
        );
}
