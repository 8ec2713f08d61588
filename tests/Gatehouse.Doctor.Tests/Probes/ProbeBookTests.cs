using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Hypotheses;
using Gatehouse.Doctor.Probes;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Tests.Probes;

public class ProbeBookTests
{
    [Fact]
    public void What_splits_two_equal_hypotheses_is_worth_more_than_what_speaks_of_neither()
    {
        var doubt = Doubt((Causes.Token.Expired, 0.5), (Causes.Token.KeyUnknown, 0.5));
        var splits = ProbeBook.WorthOf(Plan([Causes.Token.Expired], [Causes.Token.KeyUnknown]), doubt);
        var beside = ProbeBook.WorthOf(Plan([Causes.Waf.Blocked]), doubt);
        Assert.True(splits > 0.4);
        Assert.True(beside < 0.01);
    }

    [Fact]
    public void What_risks_a_lock_out_is_worth_less() =>
        Assert.True(
            ProbeBook.WorthOf(Plan([Causes.Token.Expired]) with { Always = 0.5, Risk = 1 }, [])
                < ProbeBook.WorthOf(Plan([Causes.Token.Expired]) with { Always = 0.5 }, [])
        );

    [Fact]
    public void The_surer_the_answer_the_less_a_further_question_is_worth()
    {
        var plan = Plan([Causes.Waf.Blocked]) with { Always = 0.2 };
        Assert.True(
            ProbeBook.WorthOf(plan, Doubt((Causes.Token.Expired, 0.9)))
                < ProbeBook.WorthOf(plan, Doubt((Causes.Token.Expired, 0.4)))
        );
    }

    [Fact]
    public void The_request_as_given_is_sent_first_of_all()
    {
        var file = new CaseFile { Now = Some.Now, Subject = SeenAnswers.Bearer };
        Assert.Equal(ProbeIntent.Supplied, ProbeBook.Standard.Choose(file, [])!.Intent);
    }

    [Fact]
    public void A_request_that_may_change_something_is_asked_with_GET()
    {
        var subject = SeenAnswers.Bearer with { Method = "POST", Body = "{}" };
        var plan = ProbeBook.Standard.Choose(new CaseFile { Now = Some.Now, Subject = subject }, [])!;
        Assert.Equal(("GET", null), (plan.Request.Method, plan.Request.Body));
        Assert.Contains("POST", plan.Label, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_more_is_asked_of_a_server_that_grants_what_needs_no_credentials()
    {
        var file = Some.Seen(Some.Get(), (ProbeIntent.Supplied, Some.Get(), Some.Status(200)));
        Assert.Null(ProbeBook.Standard.Choose(file, []));
    }

    [Fact]
    public void A_server_that_grants_a_token_is_asked_twice_more_since_one_of_several_may_not()
    {
        var granted = Some.Status(200, "{}", ("Content-Type", "application/json"));
        var file = Some.Seen(SeenAnswers.Bearer, (ProbeIntent.Supplied, SeenAnswers.Bearer, granted));
        for (var repeat = 0; repeat < 2; repeat++)
        {
            Assert.Equal(ProbeIntent.Repeated, ProbeBook.Standard.Choose(file, [])?.Intent);
            file.Add(
                new Exchange
                {
                    Label = "once more",
                    Intent = ProbeIntent.Repeated,
                    Request = SeenAnswers.Bearer,
                    Answer = granted,
                }
            );
        }

        Assert.Null(ProbeBook.Standard.Choose(file, []));
    }

    private static IReadOnlyList<Hypothesis> Doubt(params (Cause Cause, double Probability)[] each) =>
        [.. each.Select(item => new Hypothesis(item.Cause, item.Probability, []))];

    private static ProbePlan Plan(params Cause[][] outcomes) =>
        new()
        {
            Intent = ProbeIntent.Neighbour,
            Label = "a probe",
            Request = Some.Get(),
            Outcomes = outcomes,
        };
}
