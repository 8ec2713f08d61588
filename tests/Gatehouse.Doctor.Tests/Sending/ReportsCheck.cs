using System.Text.Json;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Reports;
using Gatehouse.Doctor.Texts;

namespace Gatehouse.Doctor.Tests.Sending;

/// <summary>Writes every report about an examination and looks whether anything of the server's reached it raw.</summary>
internal static class ReportsCheck
{
    private const int MostLines = 45;
    private const int MostOctets = 2_000_000;

    private static readonly string[] Elements =
    [
        "<script",
        "<img",
        "<a ",
        "<a>",
        "<iframe",
        "<svg",
        "onerror=alert(1)>",
    ];

    public static void AreClean(Examination examination, bool showSecrets = false)
    {
        var redaction = new Redaction(examination.File, showSecrets);
        foreach (var language in DoctorTexts.Languages)
        {
            var text = ReportText.Write(examination, redaction, language);
            HoldsNothingHidden(text);
            Assert.InRange(text.Split('\n').Length, 1, MostLines);

            var json = ReportJson.Write(examination, redaction, language);
            HoldsNothingHidden(json);
            Assert.InRange(json.Length, 2, MostOctets);
            JsonDocument.Parse(json).Dispose();

            var page = ReportHtml.Write(examination, redaction, language);
            HoldsNothingHidden(page);
            Assert.InRange(page.Length, 2, MostOctets);
            Assert.All(Elements, element => Assert.DoesNotContain(element, page, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static void HoldsNothingHidden(string text) =>
        Assert.DoesNotContain(
            text,
            letter =>
                (char.IsControl(letter) && letter != '\n')
                || char.IsSurrogate(letter)
                || letter is (>= '\u200b' and <= '\u200f') or (>= '\u202a' and <= '\u202e')
                || letter is (>= '\u2066' and <= '\u2069') or '\ufeff'
        );
}
