using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gatehouse.Doctor.Answerers;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Lint;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Reports;

/// <summary>The report for programs: one JSON object whose members scripts depend on.</summary>
public static class ReportJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the report.</summary>
    /// <param name="examination">What came of the consultation.</param>
    /// <param name="redaction">What takes out secrets.</param>
    /// <param name="language">The language of the fixes.</param>
    public static string Write(Examination examination, Redaction redaction, string language)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("verdict", NameOf(examination.Verdict));
            json.WriteStartArray("diagnoses");
            foreach (var diagnosis in examination.Diagnoses)
            {
                WriteDiagnosis(json, diagnosis, redaction, language);
            }

            json.WriteEndArray();
            json.WriteString("answered-by", NameOf(examination.AnsweredBy));
            if (examination.Products is [var product, ..])
            {
                json.WriteString("product", redaction.Clean(product.Product));
            }

            if (examination.Question is { } question)
            {
                json.WriteString("question", redaction.Show(question));
            }

            if (TokenStory.Of(examination.File) is { Count: > 0 } token)
            {
                json.WriteStartArray("token");
                foreach (var line in token)
                {
                    json.WriteStringValue(redaction.Clean(line));
                }

                json.WriteEndArray();
            }

            json.WriteNumber("sent", examination.Sent);
            json.WriteNumber("seconds", Math.Round(examination.Took.TotalSeconds, 3));
            json.WriteStartArray("requests");
            foreach (var exchange in examination.File.Exchanges)
            {
                WriteExchange(json, exchange, redaction);
            }

            json.WriteEndArray();
            if (examination.File.Note<LintFindings>() is { } lint)
            {
                WriteFindings(json, lint, redaction);
            }

            WriteGateway(json, examination, redaction);
            WriteRuns(json, examination, redaction);
            json.WriteStartArray("remarks");
            foreach (var remark in examination.Remarks)
            {
                json.WriteStringValue(redaction.Clean(remark));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The name of a verdict in the report.</summary>
    public static string NameOf(Verdict verdict) =>
        verdict switch
        {
            Verdict.Healthy => "healthy",
            Verdict.Diagnosed => "diagnosed",
            _ => "undecided",
        };

    /// <summary>The name in the report of who answered.</summary>
    public static string NameOf(Answerer answerer) =>
        answerer switch
        {
            Answerer.Application => "application",
            Answerer.Gateway => "gateway",
            Answerer.Proxy => "proxy",
            Answerer.Cdn => "cdn",
            Answerer.Browser => "browser",
            _ => "unknown",
        };

    /// <summary>The name in the report of a party.</summary>
    public static string NameOf(Party party) => party.ToString().ToLowerInvariant();

    private static void WriteDiagnosis(Utf8JsonWriter json, Diagnosis diagnosis, Redaction redaction, string language)
    {
        var text = CauseTexts.For(diagnosis.Cause, language);
        json.WriteStartObject();
        json.WriteString("cause", diagnosis.Cause.Id);
        json.WriteString("title", text.Title);
        json.WriteNumber("confidence", diagnosis.Confidence);
        json.WriteString("who", NameOf(diagnosis.Who));
        json.WriteStartArray("evidence");
        foreach (var line in diagnosis.Evidence)
        {
            json.WriteStringValue(
                line.Source is { } source
                    ? $"{redaction.Show(line.Sentence)} [{redaction.Clean(source)}]"
                    : redaction.Show(line.Sentence)
            );
        }

        json.WriteEndArray();
        json.WriteStartArray("rules");
        foreach (var line in diagnosis.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("rule", line.Rule);
            json.WriteNumber("weight", line.Weight);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("fixes");
        foreach (var party in Enum.GetValues<Party>())
        {
            var fixes = diagnosis
                .Remedies.Where(remedy => remedy.By == party)
                .Select(remedy => redaction.Show(remedy.What))
                .Concat(text.Fixes(party))
                .Distinct(StringComparer.Ordinal)
                .ToList();
            if (fixes.Count == 0)
            {
                continue;
            }

            json.WriteStartArray(NameOf(party));
            fixes.ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFindings(Utf8JsonWriter json, LintFindings lint, Redaction redaction)
    {
        json.WriteStartArray("findings");
        foreach (var fault in lint.Faults)
        {
            json.WriteStartObject();
            json.WriteString("file", redaction.Clean(fault.At.File.Name));
            json.WriteNumber("line", fault.At.Line);
            json.WriteString("severity", fault.Severity);
            json.WriteString("why", redaction.Show(fault.Why));
            if (fault.Corrected is { } corrected)
            {
                json.WriteString("corrected", redaction.Clean(corrected));
            }

            if (fault.Cause is { } cause)
            {
                json.WriteString("cause", cause.Id);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteGateway(Utf8JsonWriter json, Examination examination, Redaction redaction)
    {
        if (GatewayStory.Of(examination) is not { } side)
        {
            return;
        }

        json.WriteStartObject("gateway");
        json.WriteString("reference", redaction.Clean(side.Reference));
        Write("why-not", side.Why);
        if (side.Decision is { } decision)
        {
            json.WriteString("cause", decision.Cause.Id);
            json.WriteString("public-cause", decision.Cause.Public.Id);
            json.WriteNumber("status", decision.Status);
            json.WriteString("at", decision.At);
            json.WriteNumber("node", decision.Node);
            Write("request", decision.Request);
            Write("client", decision.Client);
            Write("route", decision.Route);
            Write("user", decision.User);
            Write("credential", decision.Credential);
            json.WriteStartArray("trail");
            foreach (var step in decision.Steps)
            {
                json.WriteStartObject();
                Write("check", step.Check);
                Write("outcome", step.Outcome);
                Write("reason", step.Reason);
                json.WriteStartObject("evidence");
                foreach (var fact in step.Facts)
                {
                    Write(redaction.Clean(fact.Name), fact.Value);
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();

        void Write(string name, string? value)
        {
            if (value is not null)
            {
                json.WriteString(name, redaction.Clean(value));
            }
        }
    }

    private static void WriteRuns(Utf8JsonWriter json, Examination examination, Redaction redaction)
    {
        var rows = RunTable.Of(examination);
        if (rows.Count == 0)
        {
            return;
        }

        json.WriteStartArray("compared");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("what", row.What.ToString().ToLowerInvariant());
            json.WriteString("here", redaction.Clean(row.Here));
            json.WriteString("there", redaction.Clean(row.There));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteExchange(Utf8JsonWriter json, Exchange exchange, Redaction redaction)
    {
        json.WriteStartObject();
        json.WriteNumber("number", exchange.Number);
        json.WriteString("label", redaction.Clean(exchange.Label));
        json.WriteBoolean("sent-by-doctor", exchange.Intent != ProbeIntent.Given);
        if (exchange.Request is { } request)
        {
            json.WriteString("method", redaction.Clean(request.Method));
            json.WriteString("url", redaction.Clean(request.Url?.OriginalString ?? request.Target));
        }

        if (exchange.Answer is { } answer)
        {
            json.WriteNumber("status", answer.Status);
        }

        if (exchange.Failure is { } failure)
        {
            json.WriteString("failure", redaction.Clean(failure.Text));
        }

        json.WriteEndObject();
    }
}
