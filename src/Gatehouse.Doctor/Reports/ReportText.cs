using System.Globalization;
using System.Text;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Reports;

/// <summary>The report for a terminal: what it is, how sure, why, who does what. It fits a screen.</summary>
public static class ReportText
{
    private const int MostFacts = 3;

    /// <summary>Writes the report in plain text.</summary>
    public static string Write(Examination examination, Redaction redaction, string language)
    {
        var page = new StringBuilder();
        if (examination.Diagnoses is [var first, ..])
        {
            WriteDiagnosis(page, examination, first, redaction, language);
        }

        if (examination.Verdict == Verdict.Healthy)
        {
            page.AppendLine("Healthy: nothing is wrong here, as far as was looked.");
        }

        if (examination.Question is { } question)
        {
            page.AppendLine()
                .AppendLine(CultureInfo.InvariantCulture, $"What would settle it: {redaction.Show(question)}");
        }

        page.AppendLine();
        foreach (var exchange in examination.File.Exchanges)
        {
            page.AppendLine(
                CultureInfo.InvariantCulture,
                $"  {exchange.Number, 2}. {redaction.Clean(exchange.Label)}: {Outcome(exchange, redaction)}"
            );
        }

        return page.ToString().TrimEnd();
    }

    private static void WriteDiagnosis(
        StringBuilder page,
        Examination examination,
        Diagnosis first,
        Redaction redaction,
        string language
    )
    {
        var text = CauseTexts.For(first.Cause, language);
        page.AppendLine(
            CultureInfo.InvariantCulture,
            $"{(examination.Verdict == Verdict.Diagnosed ? text.Title : "Undecided; likeliest: " + text.Title)} ({first.Cause.Id}, {first.Confidence * 100:0} %)"
        );
        foreach (var line in first.Evidence.Where(line => line.Weight > 0).Take(MostFacts))
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"  - {redaction.Show(line.Sentence)}");
        }

        page.AppendLine(CultureInfo.InvariantCulture, $"Who acts: {ReportJson.NameOf(first.Who)}");
        foreach (
            var fix in first
                .Remedies.Select(remedy => redaction.Show(remedy.What))
                .Concat(text.Fixes(first.Who))
                .Distinct(StringComparer.Ordinal)
        )
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"  > {fix}");
        }

        foreach (var other in examination.Diagnoses.Skip(1))
        {
            page.AppendLine(
                CultureInfo.InvariantCulture,
                $"Or: {CauseTexts.For(other.Cause, language).Title} ({other.Cause.Id}, {other.Confidence * 100:0} %)"
            );
        }
    }

    private static string Outcome(Exchange exchange, Redaction redaction) =>
        exchange switch
        {
            { Answer: { } answer } => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{answer.Status} {redaction.Clean(answer.Reason ?? string.Empty)}"
                )
                .TrimEnd(),
            { Failure: { } failure } => redaction.Clean(failure.Text),
            _ => "no answer is known",
        };
}
