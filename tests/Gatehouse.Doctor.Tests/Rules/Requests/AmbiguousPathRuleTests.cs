using Gatehouse.Doctor.Rules.Requests;

namespace Gatehouse.Doctor.Tests.Rules.Requests;

public class AmbiguousPathRuleTests
{
    [Theory]
    [InlineData("/files/a%2Fb", 400, "Strong")]
    [InlineData("/files//b", 400, "Moderate")]
    [InlineData("/a;v=1/b", 400, "Moderate")]
    [InlineData("/a%255c", 400, "Strong")]
    [InlineData("/a?next=%2Fb//c", 400, null)]
    [InlineData("/files/a%2Fb", 401, null)]
    [InlineData("https://api.example/a", 400, null)]
    public void A_path_with_two_readings_that_is_called_bad_is_named(string target, int status, string? strength) =>
        Assert.Equal(
            strength is null ? [] : ["request.path-ambiguous " + strength],
            Some.Says<AmbiguousPathRule>(Some.Case(Some.Get() with { Target = target }, Some.Status(status)))
        );
}
