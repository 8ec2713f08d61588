using Gatehouse.Doctor.Gatehouses;
using Gatehouse.Doctor.Rules.Gatehouses;
using Gatehouse.Doctor.Tests.Gatehouses;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Tests.Rules.Gatehouses;

public class ResolvedReferenceRuleTests
{
    [Fact]
    public void What_the_journal_says_is_believed() =>
        Assert.Equal(["token.expired Decisive"], Says(SomeGateway.Refusing(Causes.Token.Expired)));

    [Fact]
    public void What_outsiders_are_told_instead_is_ruled_out() =>
        Assert.Equal(
            ["user.locked Decisive", $"{Causes.User.Locked.Public.Id} Excludes"],
            Says(SomeGateway.Refusing(Causes.User.Locked))
        );

    [Fact]
    public void What_only_the_operator_is_told_is_named() =>
        Assert.Contains("forward.peer-untrusted Decisive", Says(SomeGateway.Refusing(Causes.Forward.PeerUntrusted)));

    [Fact]
    public void Why_a_route_was_hidden_is_told_with_it()
    {
        var side = SomeGateway.Refusing(Causes.Access.Hidden);
        var hiding = new GatewayStep("route", "failed", "route.unknown", []);
        var file = AskedReference.Case(side.Reference, Some.Now);
        file.Keep(side with { Decision = side.Decision! with { Steps = [.. side.Decision.Steps, hiding] } });
        var clue = new ResolvedReferenceRule().Examine(file).First();
        Assert.Contains(
            "its check route refused the request, and that before it failed password:",
            FormattableString.Invariant(clue.Because),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_reference_that_was_not_found_says_nothing() =>
        Assert.Empty(Says(new GatewaySide(SomeGateway.Reference, Decision: null, "It is gone")));

    private static IReadOnlyList<string> Says(GatewaySide side)
    {
        var file = AskedReference.Case(side.Reference, Some.Now);
        file.Keep(side);
        return Some.Says<ResolvedReferenceRule>(file);
    }
}
