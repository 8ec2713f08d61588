using Gatehouse.Doctor.Rules.Requests;

namespace Gatehouse.Doctor.Tests.Rules.Requests;

public class ForwardedFieldsRuleTests
{
    private const string Said = "forward.description-conflicting Strong";

    [Fact]
    public void Two_descriptions_that_differ_are_named()
    {
        Assert.Equal([Said], Says(("X-Forwarded-Uri", "/admin"), ("X-Original-URL", "https://api.example/orders")));
        Assert.Equal([Said], Says(("X-Forwarded-Host", "a.example, b.example")));
        Assert.Equal([Said], Says(("X-Forwarded-Proto", "http"), ("X-Forwarded-Proto", "https")));
    }

    [Fact]
    public void Descriptions_that_agree_are_no_matter()
    {
        Assert.Empty(Says(("X-Forwarded-Uri", "/orders"), ("X-Original-URL", "https://api.example/orders")));
        Assert.Empty(Says(("X-Forwarded-Host", "a.example"), ("X-Forwarded-Proto", "https")));
        Assert.Empty(Says(("X-Forwarded-For", "203.0.113.1, 203.0.113.2")));
    }

    private static IReadOnlyList<string> Says(params (string, string)[] headers) =>
        Some.Says<ForwardedFieldsRule>(Some.Case(Some.Get(headers), Some.Status(401)));
}
