using System.Globalization;
using System.Text;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Reports;

/// <summary>A letter to whoever must act, ready to be sent: what was asked and answered, when, what it shows, what is asked for. No secrets.</summary>
public static class Letter
{
    private const int MostFacts = 6;
    private const int MostRequests = 12;

    // The names under which servers give the request a number that their people can look up.
    private static readonly string[] Numbers =
    [
        "Gatehouse-Reference",
        "X-Request-Id",
        "Request-Id",
        "X-Correlation-Id",
        "X-Ms-Request-Id",
        "X-Ms-Correlation-Request-Id",
        "CF-Ray",
        "X-Amzn-RequestId",
        "X-Amz-Request-Id",
        "X-Amz-Cf-Id",
        "X-Amzn-Trace-Id",
        "X-Cloud-Trace-Context",
        "X-Azure-Ref",
        "X-GitHub-Request-Id",
        "X-Vercel-Id",
        "X-Served-By",
        "X-Trace-Id",
        "X-B3-TraceId",
        "traceparent",
        "X-Kong-Request-Id",
        "Fly-Request-Id",
        "X-Okta-Request-Id",
    ];

    /// <summary>Writes it.</summary>
    public static string Write(Examination examination, Redaction redaction, string language)
    {
        var wording = new Wording(redaction, language);
        var letter = new StringBuilder();
        var first = examination.Diagnoses is [var likeliest, ..] ? likeliest : null;
        letter.AppendLine(Subject(examination, wording)).AppendLine();
        letter.AppendLine(wording.Say($"We sent these requests and got these answers (times in UTC):"));
        foreach (
            var exchange in examination
                .File.Exchanges.Where(exchange => exchange.Intent != ProbeIntent.Contact)
                .Take(MostRequests)
        )
        {
            WriteExchange(letter, exchange, wording);
        }

        if (first is not null && examination.Verdict == Verdict.Diagnosed)
        {
            letter
                .AppendLine()
                .AppendLine(
                    wording.Say(
                        $"What they show: {wording.TextOf(first.Cause).Title} ({first.Cause.Id}, {Wording.Percent(first):0} % sure), because:"
                    )
                );
            WriteFacts(letter, first, wording);
            WriteRequest(letter, first, wording);
        }
        else if (examination.Question is { } question)
        {
            letter.AppendLine().AppendLine(wording.Say($"What would settle it: {wording.Say(question)}"));
            letter.AppendLine(wording.Say($"Please look up in your logs why this request was refused, and tell us."));
        }

        letter.AppendLine().Append(wording.Say($"Passwords, keys and tokens have been removed from this letter."));
        return letter.ToString();
    }

    private static string Subject(Examination examination, Wording wording)
    {
        var request = examination.File.Main?.Request ?? examination.File.Subject;
        var place = request is null ? wording.Say($"a request") : $"{request.Method} {Place(request)}";
        return examination.File.Main?.Answer is { } answer
            ? wording.Say($"Subject: {place} is answered with {answer.Status}")
            : wording.Say($"Subject: {place} is refused");
    }

    private static string Place(SentRequest request) => request.Url?.OriginalString ?? request.Target;

    private static void WriteExchange(StringBuilder letter, Exchange exchange, Wording wording)
    {
        var at = exchange.At is { } time
            ? time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " "
            : string.Empty;
        var asked = exchange.Request is { } request
            ? wording.Redaction.Brief($"{request.Method} {Place(request)}")
            : wording.Say($"a request");
        letter.AppendLine(
            CultureInfo.InvariantCulture,
            $"  {exchange.Number}. {at}{asked} ({wording.LabelOf(exchange)}): {wording.OutcomeOf(exchange)}"
        );
        foreach (var line in exchange.Answer?.Headers ?? HeaderLines.None)
        {
            if (Numbers.Contains(line.Name, StringComparer.OrdinalIgnoreCase))
            {
                letter.AppendLine(CultureInfo.InvariantCulture, $"     {line.Name}: {wording.Redaction.Field(line)}");
            }
        }
    }

    private static void WriteFacts(StringBuilder letter, Diagnosis diagnosis, Wording wording)
    {
        foreach (var line in diagnosis.Evidence.Where(line => line.Weight > 0).Take(MostFacts))
        {
            letter.AppendLine(CultureInfo.InvariantCulture, $"  - {wording.Told(line)}");
        }
    }

    private static void WriteRequest(StringBuilder letter, Diagnosis diagnosis, Wording wording)
    {
        // A letter goes to somebody else: what the caller can do alone needs none, but may be confirmed.
        var party = diagnosis.Who == Party.Caller ? Party.Operator : diagnosis.Who;
        var fixes = wording.Fixes(diagnosis, party);
        letter.AppendLine().AppendLine(wording.Say($"What we ask you to do:"));
        foreach (var fix in fixes)
        {
            letter.AppendLine(CultureInfo.InvariantCulture, $"  - {fix}");
        }

        if (fixes.Count == 0)
        {
            letter.Append("  - ").AppendLine(wording.Say($"Please confirm this from your logs"));
        }
    }
}
