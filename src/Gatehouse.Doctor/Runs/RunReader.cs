using System.Globalization;
using System.Text.Json;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Intake;

namespace Gatehouse.Doctor.Runs;

/// <summary>Reads what <see cref="RunWriter"/> kept. It may have been changed since, or be no such file at all.</summary>
internal static class RunReader
{
    private const int Longest = 16 * 1024 * 1024;
    private const int MostExchanges = 1000;

    /// <summary>The run of this text.</summary>
    /// <exception cref="IntakeException">It is no run, is damaged, or was saved by a newer version.</exception>
    public static Run Read(string name, string text)
    {
        if (text.Length > Longest)
        {
            throw new IntakeException($"{name} is larger than any run that the doctor saves (16 MiB).");
        }

        try
        {
            CheckFormat(name, text);
            var document = JsonSerializer.Deserialize<RunDocument>(text, RunDocument.Json);
            return document is { Exchanges.Count: <= MostExchanges }
                ? Of(document)
                : throw new IntakeException($"{name} is damaged: it has no exchanges, or more than {MostExchanges}.");
        }
        catch (ArgumentException exception)
        {
            throw new IntakeException($"{name} is damaged: it is no text in UTF-8.", exception);
        }
        catch (JsonException exception)
        {
            throw new IntakeException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} is no run of the doctor, or is damaged: it cannot be read from line {exception.LineNumber + 1} on."
                ),
                exception
            );
        }
    }

    /// <summary>The run of this document, whose exchanges are then like any others.</summary>
    public static Run Of(RunDocument document)
    {
        var exchanges = document.Exchanges.OfType<RunExchange>().Select(Of).ToList();
        return new Run
        {
            At = document.At,
            Verdict = document.Verdict,
            Diagnoses = [.. document.Diagnoses.OfType<RunDiagnosis>()],
            ThroughProxy = document.Proxy,
            Token = document.Token,
            Exchanges = exchanges,
            Main = exchanges.Find(exchange => exchange.Number == document.Main),
        };
    }

    private static void CheckFormat(string name, string text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        if (
            root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("format", out var format)
            || format.ValueKind != JsonValueKind.String
            || !format.ValueEquals(RunDocument.FormatName)
        )
        {
            throw new IntakeException(
                root.ValueKind == JsonValueKind.Object && root.TryGetProperty("verdict", out _)
                    ? $"{name} is a report of --json; a run to compare with is saved with --save."
                    : $"{name} is no run of the doctor: those begin with \"format\": \"{RunDocument.FormatName}\"."
            );
        }

        var version =
            root.TryGetProperty("version", out var number) && number.TryGetInt32Leniently() is { } given ? given : 0;
        if (version < 1)
        {
            throw new IntakeException($"{name} is damaged: it has no version.");
        }

        if (version > RunDocument.CurrentVersion)
        {
            throw new IntakeException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} was saved by a newer doctor (version {version} of the format; this one reads up to {RunDocument.CurrentVersion})."
                )
            );
        }
    }

    private static int? TryGetInt32Leniently(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) ? number : null;

    private static Exchange Of(RunExchange saved) =>
        new()
        {
            Number = saved.Number,
            Label = saved.Label,
            Intent = saved.Intent,
            At = saved.At,
            From = saved.From,
            Tls = saved.Tls,
            Request = saved.Url is { } url
                ? new SentRequest
                {
                    Method = saved.Method ?? "GET",
                    Url = Uri.TryCreate(url, UriKind.Absolute, out var place) ? place : null,
                    Target = url,
                    Headers = Lines(saved.Asked),
                }
                : null,
            Answer = saved.Status is { } status
                ? new Answer
                {
                    Status = status,
                    Reason = saved.Reason,
                    Version = saved.Http,
                    Address = saved.Address,
                    Headers = Lines(saved.Fields),
                    Body = saved.Body ?? string.Empty,
                }
                : null,
            Failure = saved.Failure is { } kind ? new ExchangeFailure(kind, saved.FailureText ?? string.Empty) : null,
        };

    private static HeaderLines Lines(IEnumerable<string> fields) =>
        new(
            fields
                .OfType<string>()
                .Select(field => field.Split(':', 2))
                .Where(pair => pair.Length == 2)
                .Select(pair => new HeaderLine(pair[0].Trim(), pair[1].Trim()))
        );
}
