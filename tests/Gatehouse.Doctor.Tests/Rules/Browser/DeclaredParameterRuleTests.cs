using Gatehouse.Doctor.Rules.Browser;

namespace Gatehouse.Doctor.Tests.Rules.Browser;

public class DeclaredParameterRuleTests
{
    [Theory]
    [InlineData("Authorization", 1)]
    [InlineData("X-Tenant", 0)]
    public void An_explorer_leaves_out_a_parameter_named_Authorization(string name, int clues) =>
        Assert.Equal(
            clues,
            Some.Says<DeclaredParameterRule>(
                Recorded.Case(
                    Recorded.Entry(
                        "GET",
                        "https://a.example/openapi.json",
                        Some.Status(
                            200,
                            $$$$$"""{"openapi":"3.0.3","paths":{"/x":{"get":{"parameters":[{"name":"{{{{{name}}}}}","in":"header"}]}}}}"""
                        )
                    ),
                    Recorded.Entry("GET", "https://a.example/x", Some.Status(401))
                )
            ).Count
        );
}
