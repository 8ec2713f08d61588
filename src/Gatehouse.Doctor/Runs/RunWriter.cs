using System.Text.Json;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Tokens;

namespace Gatehouse.Doctor.Runs;

/// <summary>Keeps a run, to be laid beside one from another network, machine or time.</summary>
public static class RunWriter
{
    private const int MostExchanges = 100;
    private const int MostFields = 60;
    private const int BodyKept = 2000;
    private const int BodySearched = 8000;

    /// <summary>The run as JSON, without any secret.</summary>
    public static string Write(Examination examination)
    {
        var document = Of(examination.File) with
        {
            Verdict = examination.Verdict,
            Diagnoses =
            [
                .. examination.Diagnoses.Select(diagnosis => new RunDiagnosis(
                    diagnosis.Cause.Id,
                    diagnosis.Confidence
                )),
            ],
        };
        return JsonSerializer.Serialize(document, RunDocument.Json) + "\n";
    }

    /// <summary>What is known so far, as it would be kept.</summary>
    internal static RunDocument Of(CaseFile file)
    {
        var redaction = new Redaction(file);
        var main = file.Main;
        return new RunDocument
        {
            At = file.Now,
            Proxy = file.Proxy is not null,
            Token = WebToken.In(file) is { } token ? new RunToken(token.IssuedAt, token.Expires) : null,
            Main = main?.Number,
            Exchanges =
            [
                .. file
                    .Exchanges.OrderBy(exchange => ReferenceEquals(exchange, main) ? 0 : 1)
                    .Take(MostExchanges)
                    .OrderBy(exchange => exchange.Number)
                    .Select(exchange => Of(exchange, redaction)),
            ],
        };
    }

    private static RunExchange Of(Exchange exchange, Redaction redaction) =>
        new()
        {
            Number = exchange.Number,
            Label = redaction.Brief(exchange.Label),
            Intent = exchange.Intent,
            At = exchange.At,
            From = exchange.From,
            Method = exchange.Request is { } request ? redaction.Brief(request.Method, 40) : null,
            Url = exchange.Request is { } asked
                ? redaction.Brief(asked.Url?.OriginalString ?? asked.Target, 2000)
                : null,
            Asked = Fields(exchange.Request?.Headers, redaction.AskedField, redaction),
            Status = exchange.Answer?.Status,
            Reason = exchange.Answer?.Reason is { } reason ? redaction.Brief(reason) : null,
            Http = exchange.Answer?.Version is { } version ? redaction.Brief(version, 10) : null,
            Address = exchange.Answer?.Address is { } address ? redaction.Brief(address, 60) : null,
            Fields = Fields(exchange.Answer?.Headers, redaction.Field, redaction),
            Body = exchange.Answer is { Body.Length: > 0 } answer ? BodyOf(answer.Body, redaction) : null,
            Failure = exchange.Failure?.Kind,
            FailureText = exchange.Failure is { } failure ? redaction.Brief(failure.Text) : null,
            Tls = exchange.Tls is { } tls ? Clean(tls, redaction) : null,
        };

    private static List<string> Fields(HeaderLines? lines, Func<HeaderLine, string> shown, Redaction redaction) =>
        [
            .. (lines ?? HeaderLines.None)
                .Take(MostFields)
                .Select(line => $"{redaction.Brief(line.Name, 80)}: {shown(line)}"),
        ];

    private static string BodyOf(string body, Redaction redaction)
    {
        var clean = string.Join('\n', redaction.CleanLines(body.Length > BodySearched ? body[..BodySearched] : body));
        return VisibleText.Cut(clean, BodyKept);
    }

    private static TlsFacts Clean(TlsFacts tls, Redaction redaction) =>
        tls with
        {
            Subject = redaction.Brief(tls.Subject),
            Issuer = redaction.Brief(tls.Issuer),
            Names = [.. tls.Names.Take(20).Select(name => redaction.Brief(name))],
            Problems = [.. tls.Problems.Take(10).Select(problem => redaction.Brief(problem))],
        };
}
