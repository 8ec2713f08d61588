using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Reports;
using Gatehouse.Doctor.Tests.Diagnoses;

namespace Gatehouse.Doctor.Tests.Reports;

public class ReportSecretsTests
{
    [Theory]
    [MemberData(nameof(PlantedSecret.Secrets), MemberType = typeof(PlantedSecret))]
    public void No_report_holds_a_secret_in_any_form(string secret)
    {
        foreach (var place in PlantedSecret.Places)
        {
            var examination = Examined.Of(Examined.Echoing(place, secret));
            var redaction = new Redaction(examination.File);
            foreach (
                var report in new[]
                {
                    ReportText.Write(examination, redaction, "en"),
                    ReportText.Write(examination, redaction, "ru"),
                    ReportJson.Write(examination, redaction, "en"),
                    ReportHtml.Write(examination, redaction, "en"),
                    Letter.Write(examination, redaction, "en"),
                }
            )
            {
                foreach (var (how, text) in PlantedSecret.Echoes(secret))
                {
                    Assert.False(
                        report.Contains(text, StringComparison.OrdinalIgnoreCase),
                        $"{place}, {how}: {text} stands in\n{report}"
                    );
                }
            }
        }
    }

    [Fact]
    public void Every_report_shows_them_when_it_is_asked_to_and_the_page_warns()
    {
        var examination = Examined.Of(Examined.Echoing("field", "open-sesame"));
        var redaction = new Redaction(examination.File, showSecrets: true);
        Assert.Contains("open-sesame", ReportText.Write(examination, redaction, "en"), StringComparison.Ordinal);
        var page = ReportHtml.Write(examination, redaction, "en");
        Assert.Contains("open-sesame", page, StringComparison.Ordinal);
        Assert.Contains("This page shows secrets", page, StringComparison.Ordinal);
    }
}
