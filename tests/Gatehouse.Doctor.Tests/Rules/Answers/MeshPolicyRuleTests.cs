using Gatehouse.Doctor.Rules.Answers;

namespace Gatehouse.Doctor.Tests.Rules.Answers;

public class MeshPolicyRuleTests
{
    [Fact]
    public void A_policy_that_refuses_a_request_without_a_token_means_the_token()
    {
        var refused = Some.Status(403, "RBAC: access denied");
        Assert.Contains("refusal.as-forbidden Decisive", Some.Says<MeshPolicyRule>(Some.Case(Some.Get(), refused)));
        Assert.Empty(Some.Says<MeshPolicyRule>(Some.Case(SeenAnswers.Bearer, refused)));
    }
}
