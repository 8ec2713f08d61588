using System.Reflection;
using Gatehouse.Doctor.Rules;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Tests.Rules;

public class RuleBookTests
{
    [Fact]
    public void Every_rule_declares_the_causes_that_it_names_and_they_exist() =>
        Assert.All(
            RuleBook.Standard.Rules,
            rule =>
            {
                var ids = rule.GetType().GetCustomAttribute<NamesAttribute>()?.Ids;
                Assert.NotNull(ids);
                Assert.All(ids, id => Assert.NotNull(Causes.Find(id)));
            }
        );

    [Fact]
    public void Every_rule_has_a_test_class_of_its_own()
    {
        var tests = typeof(RuleBookTests).Assembly.GetTypes().Select(type => type.Name).ToHashSet();
        Assert.All(RuleBook.Standard.Rules, rule => Assert.Contains(rule.GetType().Name + "Tests", tests));
    }

    [Fact]
    public void A_rule_that_breaks_ends_nothing_and_is_named()
    {
        var broken = new List<string>();
        var clues = new RuleBook([new BreakingRule(), new SpeakingRule()]).Examine(
            new CaseFile { Now = Some.Now },
            broken
        );
        Assert.Equal(["Breaking: InvalidOperationException"], broken);
        Assert.Equal(["Speaking"], clues.Select(clue => clue.Rule));
    }

    private sealed class BreakingRule : Rule
    {
        public override IEnumerable<Clue> Examine(CaseFile file) => throw new InvalidOperationException();
    }

    private sealed class SpeakingRule : Rule
    {
        public override IEnumerable<Clue> Examine(CaseFile file) => [Some.Clue(Causes.Token.Expired, Strength.Weak)];
    }
}
