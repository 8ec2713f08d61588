using Gatehouse.Doctor.Runs;

namespace Gatehouse.Doctor.Tests.Runs;

public class RunDifferencesTests
{
    [Fact]
    public void What_differs_is_told_and_what_is_the_same_is_not()
    {
        var file = TwoRuns.Office.Beside(TwoRuns.Home);
        var compared = file.Note<ComparedRun>()!;
        var rows = RunDifferences.Of(compared.Here(file), compared.There);
        Assert.Contains(new RunDifference(RunAspect.Answer, "401", "200"), rows);
        Assert.Contains(new RunDifference(RunAspect.From, "10.0.0.7", "192.168.1.4"), rows);
        Assert.DoesNotContain(rows, row => row.What is RunAspect.Server or RunAspect.Proxy or RunAspect.Clock);
    }
}
