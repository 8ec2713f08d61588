using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Intake.ServerFiles;
using Gatehouse.Doctor.Lint;
using Gatehouse.Doctor.ServerFiles;

namespace Gatehouse.Doctor.Tests.Lint;

public class OwnConfigurationsTests
{
    private const string Ours = """
        realm: Example
        upstreams: { app: http://127.0.0.1:3000 }
        routes:
          - { path: /**, upstream: app, schemes: [basic] }
        """;

    [Theory]
    [InlineData("gatehouse.yaml", "listen: [http://127.0.0.1:8080]", ServerFileKind.Gatehouse)]
    [InlineData("site.yml", Ours, ServerFileKind.Gatehouse)]
    [InlineData("apisix.yaml", "routes:\n  - uri: /a\nupstreams:\n  - id: 1\n#END", ServerFileKind.Container)]
    [InlineData("kong.yaml", "_format_version: '3.0'\nservices: []\nroutes: []", ServerFileKind.Container)]
    [InlineData("compose.yaml", "services:\n  gatehouse:\n    image: x", ServerFileKind.Container)]
    [InlineData("gatehouse.conf", "server { listen 80; }", ServerFileKind.Nginx)]
    internal void A_Gatehouse_s_own_file_is_told_from_others(string name, string text, ServerFileKind kind) =>
        Assert.Equal(kind, ServerFileKinds.Of(name, text));

    [Fact]
    public async Task What_stops_the_gateway_is_the_diagnosis()
    {
        var examination = await ExamineAsync(
            new OwnProblem(4, "upstream-unknown", Stops: true, "There is no upstream app.", "Name it in upstreams.")
        );
        Assert.Equal(Verdict.Diagnosed, examination.Verdict);
        Assert.Equal("server.configuration", examination.Diagnoses[0].Cause.Id);
        Assert.Equal("gatehouse.yaml:4", examination.Diagnoses[0].Evidence[0].Source);
    }

    [Fact]
    public async Task What_is_unwise_is_a_finding_and_no_diagnosis()
    {
        var examination = await ExamineAsync(
            new OwnProblem(1, "http-exposed", Stops: false, "Plain http is open to all.", Fix: null)
        );
        Assert.Equal(Verdict.Healthy, examination.Verdict);
        Assert.Equal("warning", Assert.Single(examination.File.Note<LintFindings>()!.Faults).Severity);
    }

    [Fact]
    public async Task A_good_configuration_is_healthy() =>
        Assert.Equal(Verdict.Healthy, (await ExamineAsync()).Verdict);

    private static Task<Examination> ExamineAsync(params OwnProblem[] problems) =>
        new Consultation(new DoctorOptions { Offline = true }).ExamineAsync(
            ServerIntake.For([("gatehouse.yaml", Ours)], Some.Now, new Finding(problems)),
            TestContext.Current.CancellationToken
        );

    private sealed class Finding(OwnProblem[] problems) : IOwnConfiguration
    {
        public IReadOnlyList<OwnProblem> Check(string name, string text) => problems;
    }
}
