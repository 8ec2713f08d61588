using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Gatehouse.Doctor.Contacts;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Reports;

/// <summary>The report as one file of HTML that loads and runs nothing: to be read, printed, or attached to a ticket.</summary>
public static class ReportHtml
{
    private const int MostRequests = 40;
    private const int MostFields = 60;
    private const int BodyShown = 2000;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly string Style = ReadStyle();

    /// <summary>Writes the report.</summary>
    /// <param name="examination">What came of the consultation.</param>
    /// <param name="redaction">What takes out secrets.</param>
    /// <param name="language">The language of every word.</param>
    public static string Write(Examination examination, Redaction redaction, string language)
    {
        var wording = new Wording(redaction, language);
        var page = new StringBuilder();
        var title = TitleOf(examination, wording);
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));
        page.Append("<!doctype html>\n")
            .Append(
                CultureInfo.InvariantCulture,
                $"<html lang=\"{Html(language)}\">\n<head>\n<meta charset=\"utf-8\">\n"
            )
            .Append(
                CultureInfo.InvariantCulture,
                $"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'\">\n"
            )
            .Append("<meta name=\"referrer\" content=\"no-referrer\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Append(
                CultureInfo.InvariantCulture,
                $"<title>{Html(title)}</title>\n<style>{Style}</style>\n</head>\n<body>\n<main>\n"
            )
            .Append(CultureInfo.InvariantCulture, $"<h1>{Html(title)}</h1>\n");
        if (redaction.ShowsSecrets)
        {
            Paragraph(page, wording.Say($"This page shows secrets: do not hand it on."), "warning");
        }

        WriteVerdict(page, examination, wording);
        foreach (var diagnosis in examination.Diagnoses)
        {
            WriteDiagnosis(page, diagnosis, wording);
        }

        WriteGateway(page, examination, wording);
        WriteRuns(page, examination, wording);
        WriteRequests(page, examination.File, wording);
        WriteContacts(page, examination, wording);
        if (examination.Verdict != Verdict.Healthy)
        {
            Heading(page, wording.Say($"A letter to send"));
            Block(page, Letter.Write(examination, redaction, language), wording.Say($"A letter to send"));
        }

        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static string TitleOf(Examination examination, Wording wording) =>
        examination switch
        {
            { Verdict: Verdict.Healthy } => wording.Say($"Healthy: nothing is wrong here, as far as was looked."),
            { Verdict: Verdict.Diagnosed, Diagnoses: [var first, ..] } => wording.TextOf(first.Cause).Title,
            _ => wording.Say($"Undecided."),
        };

    private static void WriteVerdict(StringBuilder page, Examination examination, Wording wording)
    {
        if (examination.Question is { } question)
        {
            Paragraph(page, wording.Say($"What would settle it: {wording.Say(question)}"), "question");
        }

        if (examination is { Verdict: Verdict.Diagnosed, Diagnoses: [var first, ..] })
        {
            Paragraph(page, wording.Say($"Who acts: {wording.NameOf(first.Who)}"), "who");
        }

        if (examination.Verdict != Verdict.Healthy)
        {
            if (examination.File.Main is not null)
            {
                Paragraph(page, Hops.Picture(examination, wording), "hops");
            }

            Paragraph(page, wording.Say($"Who answered: {wording.NameOf(examination.AnsweredBy)}"), "answerer");
        }

        Paragraph(
            page,
            wording.Say($"Requests sent: {examination.Sent}, seconds: {Math.Round(examination.Took.TotalSeconds, 1)}"),
            "cost"
        );
        foreach (var remark in examination.Remarks)
        {
            Paragraph(page, wording.Redaction.Brief(Texts.DoctorTexts.In(wording.Language, remark)), "remark");
        }
    }

    private static void WriteDiagnosis(StringBuilder page, Diagnosis diagnosis, Wording wording)
    {
        Heading(
            page,
            FormattableString.Invariant(
                $"{wording.TextOf(diagnosis.Cause).Title} ({diagnosis.Cause.Id}, {Wording.Percent(diagnosis):0} %)"
            )
        );
        BeginTable(page, wording.Say($"Observation"), wording.Say($"Rule"), wording.Say($"Weight"));
        foreach (var line in diagnosis.Evidence)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<tr><td>{Html(wording.Told(line))}</td><td>{Html(line.Rule)}</td><td>{line.Weight:+0.0;-0.0;0}</td></tr>\n"
            );
        }

        page.Append("</tbody>\n</table>\n");
        foreach (var party in Enum.GetValues<Party>())
        {
            var fixes = wording.Fixes(diagnosis, party);
            if (fixes.Count == 0)
            {
                continue;
            }

            page.Append(CultureInfo.InvariantCulture, $"<h3>{Html(wording.NameOf(party))}</h3>\n<ul>\n");
            foreach (var fix in fixes)
            {
                page.Append(CultureInfo.InvariantCulture, $"<li>{Html(fix)}</li>\n");
            }

            page.Append("</ul>\n");
        }
    }

    private static void BeginTable(StringBuilder page, params string[] heads)
    {
        page.Append("<table>\n<thead><tr>");
        foreach (var head in heads)
        {
            page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Html(head)}</th>");
        }

        page.Append("</tr></thead>\n<tbody>\n");
    }

    private static void WriteGateway(StringBuilder page, Examination examination, Wording wording)
    {
        if (GatewayStory.Of(examination) is not { } side)
        {
            return;
        }

        Heading(page, wording.Say($"The gateway's side"));
        foreach (var line in GatewayStory.Lines(examination, side, wording))
        {
            Paragraph(page, line, "gateway");
        }

        if (side.Decision is not { Steps.Count: > 0 } decision)
        {
            return;
        }

        BeginTable(page, wording.Say($"Check"), wording.Say($"Outcome"), wording.Say($"What it found"));
        foreach (var step in decision.Steps)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<tr><th scope=\"row\">{Html(wording.Redaction.Brief(step.Check))}</th><td>{Html(GatewayStory.Mark(step, wording))}</td><td>{Html(GatewayStory.Found(step, wording))}</td></tr>\n"
            );
        }

        page.Append("</tbody>\n</table>\n");
    }

    private static void WriteRuns(StringBuilder page, Examination examination, Wording wording)
    {
        var rows = RunTable.Of(examination);
        if (rows.Count == 0)
        {
            return;
        }

        Heading(page, wording.Say($"Two runs beside each other"));
        BeginTable(page, wording.Say($"What differs"), wording.Say($"This run"), wording.Say($"The other run"));
        foreach (var row in rows)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<tr><th scope=\"row\">{Html(RunTable.NameOf(row.What, wording))}</th><td>{Html(wording.Redaction.Brief(row.Here))}</td><td>{Html(wording.Redaction.Brief(row.There))}</td></tr>\n"
            );
        }

        page.Append("</tbody>\n</table>\n");
    }

    private static void WriteRequests(StringBuilder page, CaseFile file, Wording wording)
    {
        if (file.Exchanges.Count == 0)
        {
            return;
        }

        Heading(page, wording.Say($"Requests and answers"));
        foreach (var exchange in file.Exchanges.Take(MostRequests))
        {
            WriteExchange(page, exchange, wording);
        }

        if (file.Exchanges.Count > MostRequests)
        {
            Paragraph(page, wording.Say($"and {file.Exchanges.Count - MostRequests} more"), "more");
        }
    }

    private static void WriteExchange(StringBuilder page, Exchange exchange, Wording wording)
    {
        var heading = FormattableString.Invariant(
            $"{exchange.Number}. {wording.LabelOf(exchange)}: {wording.OutcomeOf(exchange)}"
        );
        page.Append(CultureInfo.InvariantCulture, $"<h3>{Html(heading)}</h3>\n");
        var text = new StringBuilder();
        if (exchange.Request is { } request)
        {
            text.Append(
                    wording.Redaction.Brief($"{request.Method} {request.Url?.OriginalString ?? request.Target}", 1000)
                )
                .Append('\n');
            WriteFields(text, request.Headers, wording.Redaction.AskedField, wording);
            text.Append('\n');
        }

        if (exchange.Answer is { } answer)
        {
            text.Append(
                    wording.Redaction.Brief(FormattableString.Invariant($"HTTP {answer.Status} {answer.Reason}"), 200)
                )
                .Append('\n');
            WriteFields(text, answer.Headers, wording.Redaction.Field, wording);
            if (answer.Body.Length > 0)
            {
                text.Append('\n').Append(BodyOf(answer.Body, wording));
            }
        }

        if (exchange.Tls is { } tls)
        {
            text.Append('\n')
                .Append(
                    wording.Say(
                        $"Certificate: {tls.Subject}, issued by {tls.Issuer}, valid from {tls.NotBefore:yyyy-MM-dd} until {tls.NotAfter:yyyy-MM-dd}, for {string.Join(", ", tls.Names)}"
                    )
                )
                .Append('\n');
        }

        Block(page, text.ToString().TrimEnd('\n'), heading);
    }

    // Lines of a body stay lines; whatever else is hidden is written out.
    private static string BodyOf(string body, Wording wording)
    {
        var clean = string.Join(
            '\n',
            wording.Redaction.CleanLines(body.Length > 4 * BodyShown ? body[..(4 * BodyShown)] : body)
        );
        return VisibleText.Cut(clean, BodyShown);
    }

    private static void WriteFields(
        StringBuilder text,
        HeaderLines lines,
        Func<HeaderLine, string> shown,
        Wording wording
    )
    {
        foreach (var line in lines.Take(MostFields))
        {
            text.Append(wording.Redaction.Brief(line.Name, 80)).Append(": ").Append(shown(line)).Append('\n');
        }
    }

    private static void WriteContacts(StringBuilder page, Examination examination, Wording wording)
    {
        var contacts = ContactFinder.In(examination);
        if (contacts.Count == 0)
        {
            return;
        }

        Heading(page, wording.Say($"Whom to write to"));
        page.Append("<ul>\n");
        foreach (var contact in contacts)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<li>{Html(wording.Redaction.Brief(contact.Address))} ({Html(wording.Say(contact.Source))})</li>\n"
            );
        }

        page.Append("</ul>\n");
    }

    private static void Heading(StringBuilder page, string text) =>
        page.Append(CultureInfo.InvariantCulture, $"<h2>{Html(text)}</h2>\n");

    private static void Paragraph(StringBuilder page, string text, string kind) =>
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"{kind}\">{Html(text)}</p>\n");

    // What scrolls can be reached with the keyboard, and has a name.
    private static void Block(StringBuilder page, string text, string name) =>
        page.Append(
            CultureInfo.InvariantCulture,
            $"<pre tabindex=\"0\" role=\"region\" aria-label=\"{Html(name)}\">{Html(text)}</pre>\n"
        );

    private static string Html(string text) => Encoder.Encode(text);

    private static string ReadStyle()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("doctor/report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Trim();
    }
}
