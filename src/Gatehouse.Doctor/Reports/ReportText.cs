using Gatehouse.Doctor.Contacts;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Lint;

namespace Gatehouse.Doctor.Reports;

/// <summary>The report for a terminal: what it is, how sure, why, who does what, whom to write to. It fits a screen.</summary>
public static class ReportText
{
    private const string Green = "1;32";
    private const string Red = "1;31";
    private const string Yellow = "1;33";

    private const int MostFacts = 3;
    private const int MostFixes = 3;
    private const int MostOthers = 2;
    private const int MostCandidates = 5;
    private const int MostRequests = 5;
    private const int MostFindings = 8;

    /// <summary>Writes the report.</summary>
    /// <param name="examination">What came of the consultation.</param>
    /// <param name="redaction">What takes out secrets.</param>
    /// <param name="language">The language of every word.</param>
    /// <param name="look">The terminal's width and colours; plain text where none is given.</param>
    public static string Write(Examination examination, Redaction redaction, string language, TextLook? look = null)
    {
        var page = new TextPage(look ?? TextLook.Plain);
        var wording = new Wording(redaction, language);
        switch (examination.Verdict)
        {
            case Verdict.Healthy:
                WriteHealthy(page, examination, wording);
                return page.ToString();
            case Verdict.Diagnosed when examination.Diagnoses is [var first, ..]:
                WriteDiagnosis(page, examination, first, wording);
                break;
            default:
                WriteUndecided(page, examination, wording);
                break;
        }

        if (examination.File.Main is not null)
        {
            page.Blank();
            page.Item("  ", Hops.Picture(examination, wording), most: 2);
        }

        WriteRequests(page, examination, wording);
        WriteGateway(page, examination, wording);
        WriteRuns(page, examination, wording);
        if (ContactFinder.In(examination) is [var contact, ..])
        {
            page.Item(string.Empty, wording.Say($"Write to: {contact.Address}"), most: 2);
        }

        foreach (var remark in examination.Remarks.Take(2))
        {
            page.Item("! ", redaction.Brief(Texts.DoctorTexts.In(language, remark)), most: 2);
        }

        return page.ToString();
    }

    private static void WriteHealthy(TextPage page, Examination examination, Wording wording)
    {
        page.Strong(wording.Say($"Healthy: nothing is wrong here, as far as was looked."), Green);
        foreach (var line in TokenStory.Of(examination.File))
        {
            page.Item("  ", wording.Redaction.Clean(line), most: 1);
        }

        WriteRequests(page, examination, wording);
        WriteRuns(page, examination, wording);
    }

    private static void WriteDiagnosis(TextPage page, Examination examination, Diagnosis first, Wording wording)
    {
        page.Strong($"{wording.TextOf(first.Cause).Title} ({first.Cause.Id}, {Wording.Percent(first):0} %)", Red);
        page.Strong(wording.Say($"Who acts: {wording.NameOf(first.Who)}"));
        page.Blank();
        WriteFacts(page, first, wording, MostFacts);
        page.Blank();
        WriteFixes(page, first, wording);
        foreach (var other in examination.Diagnoses.Skip(1).Take(MostOthers))
        {
            page.Item(
                "  ",
                wording.Say(
                    $"Or: {wording.TextOf(other.Cause).Title} ({other.Cause.Id}, {Wording.Percent(other):0} %)"
                ),
                most: 1
            );
        }
    }

    private static void WriteUndecided(TextPage page, Examination examination, Wording wording)
    {
        page.Strong(wording.Say($"Undecided."), Yellow);
        if (examination.Question is { } question)
        {
            page.Strong(wording.Say($"What would settle it: {wording.Say(question)}"));
        }

        page.Blank();
        foreach (var candidate in examination.Diagnoses.Take(MostCandidates))
        {
            page.Item(
                $"{Wording.Percent(candidate), 3:0} % ",
                $"{wording.TextOf(candidate.Cause).Title} ({candidate.Cause.Id})",
                most: 2
            );
            WriteFacts(page, candidate, wording, 1);
        }
    }

    private static void WriteFacts(TextPage page, Diagnosis diagnosis, Wording wording, int most)
    {
        foreach (var line in diagnosis.Evidence.Where(line => line.Weight > 0).Take(most))
        {
            page.Item("  - ", wording.Told(line), most: 2);
        }
    }

    private static void WriteFixes(TextPage page, Diagnosis diagnosis, Wording wording)
    {
        var own = diagnosis
            .Remedies.Select(remedy => wording.Say(remedy.What))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        foreach (
            var fix in own.Concat(wording.Fixes(diagnosis, diagnosis.Who))
                .Distinct(StringComparer.Ordinal)
                .Take(Math.Max(MostFixes, own.Count))
        )
        {
            page.Item("  > ", fix, most: 4);
        }
    }

    private static void WriteRequests(TextPage page, Examination examination, Wording wording)
    {
        var exchanges = examination.File.Exchanges;
        foreach (var exchange in Chosen(examination.File))
        {
            page.Item(
                string.Empty,
                FormattableString.Invariant(
                    $"  {exchange.Number, 2}. {wording.LabelOf(exchange)}: {wording.OutcomeOf(exchange)}"
                ),
                most: 1
            );
        }

        if (exchanges.Count > MostRequests)
        {
            page.Item("      ", wording.Say($"and {exchanges.Count - MostRequests} more, in --json and --html"));
        }

        foreach (var fault in (examination.File.Note<LintFindings>()?.Faults ?? []).Take(MostFindings))
        {
            page.Item("  ", $"{wording.Redaction.Clean(fault.Place)}: {wording.Say(fault.Why)}", most: 2);
        }
    }

    // What passed or did not apply is only named: what refused is what is read.
    private static void WriteGateway(TextPage page, Examination examination, Wording wording)
    {
        if (GatewayStory.Of(examination) is not { } side)
        {
            return;
        }

        page.Blank();
        foreach (var line in GatewayStory.Lines(examination, side, wording))
        {
            page.Item(string.Empty, line, most: 2);
        }

        foreach (var group in (side.Decision?.Steps ?? []).GroupBy(step => step.Outcome, StringComparer.Ordinal))
        {
            if (group.Key is "failed" or "unanswerable")
            {
                foreach (var step in group)
                {
                    page.Item(
                        "  ",
                        $"{GatewayStory.Mark(step, wording)}: {wording.Redaction.Brief(step.Check)}: {GatewayStory.Found(step, wording)}",
                        most: 4
                    );
                }
            }
            else
            {
                page.Item(
                    "  ",
                    $"{GatewayStory.Mark(group.First(), wording)}: {wording.Redaction.Brief(string.Join(", ", group.Select(step => step.Check).Distinct(StringComparer.Ordinal)))}",
                    most: 2
                );
            }
        }
    }

    private static void WriteRuns(TextPage page, Examination examination, Wording wording)
    {
        var rows = RunTable.Of(examination);
        if (rows.Count == 0)
        {
            return;
        }

        page.Blank();
        page.Item(string.Empty, wording.Say($"Beside the other run (this one first), what differs:"));
        foreach (var row in rows)
        {
            page.Item(
                "  ",
                $"{RunTable.NameOf(row.What, wording)}: {wording.Redaction.Brief(row.Here, 120)} | {wording.Redaction.Brief(row.There, 120)}",
                most: 3
            );
        }
    }

    // The one that is asked about is always shown.
    private static IEnumerable<Exchange> Chosen(CaseFile file)
    {
        var main = file.Main;
        return file
            .Exchanges.OrderBy(exchange => ReferenceEquals(exchange, main) ? 0 : 1)
            .Take(MostRequests)
            .OrderBy(exchange => exchange.Number);
    }
}
