using Gatehouse.Doctor.Hypotheses;
using Gatehouse.Doctor.Rules;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Tests.Hypotheses;

public class WeighingTests
{
    [Fact]
    public void What_is_itself_explained_hides_nothing_that_stands_later() =>
        Assert.Equal(
            Causes.Provider.Unreachable,
            Weighing
                .Weigh([
                    Some.Clue(Causes.Tls.Failed, Strength.Decisive, "A"),
                    Some.Clue(Causes.Provider.Unreachable, Strength.Decisive, "B"),
                ])[0]
                .Cause
        );

    [Fact]
    public void Nothing_seen_supposes_nothing() => Assert.Empty(Weighing.Weigh([]));

    [Fact]
    public void What_only_speaks_against_a_cause_supposes_nothing() =>
        Assert.Empty(Weighing.Weigh([Some.Clue(Causes.Token.Expired, Strength.Excludes)]));

    [Theory]
    [InlineData((int)Strength.Weak, 0.1, 0.35)]
    [InlineData((int)Strength.Moderate, 0.4, 0.6)]
    [InlineData((int)Strength.Strong, 0.85, 0.95)]
    [InlineData((int)Strength.Decisive, 0.98, 0.99)]
    public void One_clue_alone_convinces_as_far_as_it_is_strong(int strength, double least, double most) =>
        Assert.InRange(
            Weighing.Weigh([Some.Clue(Causes.Token.Expired, (Strength)strength)])[0].Probability,
            least,
            most
        );

    [Fact]
    public void Two_rules_convince_more_than_one_that_speaks_twice()
    {
        var twice = Weighing.Weigh([
            Some.Clue(Causes.Token.Expired, Strength.Moderate),
            Some.Clue(Causes.Token.Expired, Strength.Moderate),
        ]);
        var two = Weighing.Weigh([
            Some.Clue(Causes.Token.Expired, Strength.Moderate),
            Some.Clue(Causes.Token.Expired, Strength.Moderate, "B"),
        ]);
        Assert.True(two[0].Probability > twice[0].Probability + 0.2);
    }

    [Fact]
    public void Of_two_certain_faults_the_one_that_a_request_meets_first_is_told_first()
    {
        var both = Weighing.Weigh([
            Some.Clue(Causes.Token.Expired, Strength.Decisive),
            Some.Clue(Causes.Header.PrefixMissing, Strength.Decisive, "B"),
        ]);
        Assert.Equal([Causes.Header.PrefixMissing, Causes.Token.Expired], both.Select(hypothesis => hypothesis.Cause));
    }

    [Theory]
    [InlineData((int)Strength.Strong, "credentials.not-sent")]
    [InlineData((int)Strength.Moderate, "credentials.missing")]
    public void What_a_server_sees_stands_behind_what_explains_it(int strength, string first) =>
        Assert.Equal(
            first,
            Weighing
                .Weigh([
                    Some.Clue(Causes.Credentials.Missing, Strength.Decisive),
                    Some.Clue(Causes.Credentials.NotSent, (Strength)strength, "B"),
                ])[0]
                .Cause.Id
        );

    [Fact]
    public void Nothing_is_surer_than_the_rule_book_is_whole() =>
        Assert.Equal(
            Weighing.Surest,
            Weighing
                .Weigh([
                    Some.Clue(Causes.Token.Expired, Strength.Decisive),
                    Some.Clue(Causes.Token.Expired, Strength.Decisive, "B"),
                ])[0]
                .Probability
        );
}
