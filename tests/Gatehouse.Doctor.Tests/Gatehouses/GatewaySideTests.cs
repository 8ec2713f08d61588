using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Gatehouses;
using Gatehouse.Doctor.Reports;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Tests.Gatehouses;

public class GatewaySideTests
{
    [Fact]
    public async Task A_bare_reference_is_looked_up_and_both_sides_are_told()
    {
        var gateway = new SomeGateway(SomeGateway.Refusing(Causes.User.Locked));
        var examination = await ExamineAsync(AskedReference.Case(SomeGateway.Reference, Some.Now), gateway);
        Assert.Equal(Verdict.Diagnosed, examination.Verdict);
        Assert.Equal("user.locked", examination.Diagnoses[0].Cause.Id);
        Assert.Equal([SomeGateway.Reference], gateway.Asked);
        var redaction = new Redaction(examination.File);
        var text = ReportText.Write(examination, redaction, "en");
        Assert.Contains("The client sent GET /orders at api.example, saw 401", text, StringComparison.Ordinal);
        Assert.Contains("passed: admission", text, StringComparison.Ordinal);
        Assert.Contains("REFUSED: password", text, StringComparison.Ordinal);
        Assert.Contains("tries: 3 (for the operator only)", text, StringComparison.Ordinal);
        Assert.Contains(
            "<th scope=\"row\">password</th><td>REFUSED</td>",
            ReportHtml.Write(examination, redaction, "en"),
            StringComparison.Ordinal
        );
        Assert.Contains("\"trail\"", ReportJson.Write(examination, redaction, "en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_gateway_decided_stands_before_what_it_told_outsiders()
    {
        var file = Some.Case(
            SeenAnswers.Bearer,
            Some.Status(401, """{"cause":"credentials.rejected"}""", ("Gatehouse-Reference", SomeGateway.Reference))
        );
        var examination = await ExamineAsync(file, new SomeGateway(SomeGateway.Refusing(Causes.User.Locked)));
        Assert.Equal("user.locked", examination.Diagnoses[0].Cause.Id);
        Assert.True(examination.Diagnoses[0].Confidence > 0.9);
    }

    [Fact]
    public async Task A_reference_that_nobody_here_can_look_up_leaves_one_question()
    {
        var examination = await ExamineAsync(
            AskedReference.Case(SomeGateway.Reference, Some.Now),
            new SomeGateway(side: null)
        );
        Assert.Equal(Verdict.Undecided, examination.Verdict);
        Assert.Contains("gatehouse explain", examination.Question!.Format, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_it_could_not_be_looked_up_is_told()
    {
        var examination = await ExamineAsync(
            AskedReference.Case(SomeGateway.Reference, Some.Now),
            new SomeGateway(new GatewaySide(SomeGateway.Reference, Decision: null, "Its key is gone"))
        );
        Assert.Contains(
            "could not be looked up: Its key is gone",
            ReportText.Write(examination, new Redaction(examination.File), "en").ReplaceLineEndings(" "),
            StringComparison.Ordinal
        );
    }

    private static Task<Examination> ExamineAsync(CaseFile file, SomeGateway gateway) =>
        new Consultation(new DoctorOptions { Offline = true, References = gateway }).ExamineAsync(
            file,
            TestContext.Current.CancellationToken
        );
}
