using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Runs;

namespace Gatehouse.Doctor.Tests.Runs;

public class ComparedRunTests
{
    [Fact]
    public async Task Two_saved_runs_are_a_case_without_a_server()
    {
        var file = ComparedRun.Case(
            ("office.json", TwoRuns.Saved(TwoRuns.Office, TwoRuns.Office.Bare(403))),
            ("home.json", TwoRuns.Saved(TwoRuns.Home, TwoRuns.Home.Bare(401))),
            Some.Now
        );
        var examination = await new Consultation(new DoctorOptions { Offline = true }).ExamineAsync(
            file,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(Verdict.Diagnosed, examination.Verdict);
        Assert.Contains(examination.Diagnoses, diagnosis => diagnosis.Cause.Id == "network.address-dependent");
        Assert.Equal(0, examination.Sent);
    }

    [Fact]
    public void The_present_run_grows_with_its_exchanges()
    {
        var file = TwoRuns.Office.Beside(TwoRuns.Home);
        var compared = file.Note<ComparedRun>()!;
        Assert.Null(compared.Here(file).Anonymous);
        file.Add(TwoRuns.Office.Bare(401));
        Assert.Equal(401, compared.Here(file).Anonymous?.Answer?.Status);
    }
}
