using Gatehouse.Doctor.Rules.Answers;

namespace Gatehouse.Doctor.Tests.Rules.Answers;

public class ScopeFieldsRuleTests
{
    [Theory]
    [InlineData(404, "public_repo", "repo", "access.hidden Decisive")]
    [InlineData(403, "", "repo, admin:org", "token.scope-insufficient Decisive")]
    public void Scopes_that_lack_are_told_by_two_fields(int status, string has, string wants, string clue) =>
        Assert.Equal([clue], Says(status, has, wants));

    [Theory]
    [InlineData("repo, gist", "repo")]
    [InlineData("repo", "")]
    public void Scopes_that_suffice_are_no_fault(string has, string wants) => Assert.Empty(Says(403, has, wants));

    private static IReadOnlyList<string> Says(int status, string has, string wants) =>
        Some.Says<ScopeFieldsRule>(
            Some.Case(
                Some.Get(("Authorization", "token open-sesame")),
                Some.Status(status, "", ("X-OAuth-Scopes", has), ("X-Accepted-OAuth-Scopes", wants))
            )
        );
}
