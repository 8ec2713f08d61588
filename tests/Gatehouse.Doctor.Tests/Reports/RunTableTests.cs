using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Reports;
using Gatehouse.Doctor.Tests.Runs;

namespace Gatehouse.Doctor.Tests.Reports;

public class RunTableTests
{
    [Fact]
    public void Every_report_lays_the_runs_beside_each_other()
    {
        var examination = Examined.Of(TwoRuns.Office.Beside(TwoRuns.Home));
        var redaction = new Redaction(examination.File);
        Assert.Contains(
            "sent from: 10.0.0.7 | 192.168.1.4",
            ReportText.Write(examination, redaction, "en"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "<th scope=\"row\">answer</th><td>401</td><td>200</td>",
            ReportHtml.Write(examination, redaction, "en"),
            StringComparison.Ordinal
        );
        Assert.Contains("\"compared\"", ReportJson.Write(examination, redaction, "en"), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_another_run_there_is_no_table()
    {
        var examination = Examined.Of(TwoRuns.Case(TwoRuns.Office));
        var redaction = new Redaction(examination.File);
        Assert.DoesNotContain("Beside", ReportText.Write(examination, redaction, "en"), StringComparison.Ordinal);
        Assert.DoesNotContain("compared", ReportJson.Write(examination, redaction, "en"), StringComparison.Ordinal);
    }
}
