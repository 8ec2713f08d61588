using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Intake.CommandLines;
using Gatehouse.Doctor.Lint;
using Gatehouse.Doctor.Logs;
using Gatehouse.Doctor.ServerFiles;

namespace Gatehouse.Doctor.Intake.Transcripts;

/// <summary>A case that begins with raw text: requests and answers, a saved page, a body, or a program's message.</summary>
public static partial class ExchangeIntake
{
    // A message that says less than this about its status is asked about because of a 401.
    private const int Presumed = 401;

    private const int MostAttached = 1024 * 1024;

    /// <summary>The case of this text.</summary>
    /// <exception cref="IntakeException">The text is empty.</exception>
    public static CaseFile Read(string text, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new IntakeException("There is nothing in what was given.");
        }

        var (exchanges, loose) = TranscriptReader.Read(text);
        var recorded = exchanges.Select(exchange => exchange.At).LastOrDefault(at => at is not null);
        var file = new CaseFile { Now = recorded ?? now, Text = loose };
        foreach (var exchange in exchanges)
        {
            file.Add(exchange);
        }

        file.Asked = AskedExchange.In(file.Exchanges);
        AddCommand(file, text, now);
        if (!exchanges.Any(exchange => exchange.Answer is not null || exchange.Failure is not null))
        {
            file.Text = text;
            AddMessage(file, text);
        }

        AddAttachments(file);
        file.Subject ??=
            file.Main?.Request ?? exchanges.LastOrDefault(exchange => exchange.Request is not null)?.Request;
        return file;
    }

    // "$ curl -v ..." above its own output: its options and quotation marks are known too.
    private static void AddCommand(CaseFile file, string text, DateTimeOffset now)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, 20_000));
        if (!CommandLines().IsMatch(head))
        {
            return;
        }

        try
        {
            var command = CommandLineIntake.Read(head.ToString(), now);
            var known = file.Main?.Request;
            if (known?.Url is not null && known.Url.Host != command.Target?.Host)
            {
                return;
            }

            if (command.Note<CommandLine>() is { } note)
            {
                file.Keep(note);
            }

            file.Subject = known ?? command.Subject;
        }
        catch (IntakeException)
        {
            // A shell's prompt above something else: the text is read all the same.
        }
    }

    // Lines of a log, or a piece of a server's file, that were pasted below the exchange.
    private static void AddAttachments(CaseFile file)
    {
        if (file.Text.Length is 0 or > MostAttached)
        {
            return;
        }

        var log = new LogReader(proseToo: false);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file.Text));
        log.Read(stream);
        if (log.Findings() is { } findings && (findings.Requests.Count > 0 || findings.Messages.Count > 0))
        {
            file.Keep(findings);
        }

        var pieces = file
            .Text.Replace("\r", string.Empty, StringComparison.Ordinal)
            .Split("\n\n")
            .Select((piece, at) => new ServerFile($"piece {at + 1} of the text", piece))
            .Where(piece =>
                piece.Kind
                    is ServerFileKind.Nginx
                        or ServerFileKind.Apache
                        or ServerFileKind.WebConfig
                        or ServerFileKind.Haproxy
                        or ServerFileKind.Caddyfile
            )
            .ToList();
        if (pieces.Count > 0)
        {
            file.Keep(new LintFindings(LintCheck.All(new GivenFiles(pieces))));
        }
    }

    private static void AddMessage(CaseFile file, string text)
    {
        var start = text.TrimStart();
        var isBody = start is ['<' or '{' or '[', ..];
        var status = StatusIn(text);
        if (!isBody && status is null)
        {
            return;
        }

        var url = AddressIn(text);
        file.Add(
            new Exchange
            {
                Label = isBody ? "the saved answer" : "the message",
                Answer = new Answer
                {
                    Status = status ?? Presumed,
                    Body = text,
                    Headers = isBody
                        ? HeaderLines.Of(("Content-Type", start[0] == '<' ? "text/html" : "application/json"))
                        : HeaderLines.None,
                },
            }
        );
        if (url is not null && file.Subject is null)
        {
            file.Keep(new MentionedAddress(url));
        }
    }

    /// <summary>The status that a message tells of, 4xx and 5xx alone; null where it tells of none.</summary>
    internal static int? StatusIn(string text)
    {
        foreach (var match in Statuses().EnumerateMatches(text))
        {
            var found = text.AsSpan(match.Index, match.Length);
            for (var at = 0; at + 3 <= found.Length; at++)
            {
                if (
                    found[at] is '4' or '5'
                    && int.TryParse(found.Slice(at, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
                    && (at == 0 || !char.IsAsciiDigit(found[at - 1]))
                )
                {
                    return status;
                }
            }
        }

        return null;
    }

    private static Uri? AddressIn(string text)
    {
        var match = Addresses().Match(text);
        return match.Success ? AddressText.Read(match.Value.TrimEnd('.', ',', ')', '\'', '"', ';', ':')) : null;
    }

    [GeneratedRegex(
        """((http|https|status|code|error|response|returned|server|StatusCode|statusCode|title|h1)["']?[>:= (/.0-9]{0,12}(error |code |code: |status |response )?[45][0-9]{2}\b)|(\b[45][0-9]{2}[: ,]{1,3}["'(]?(client error|unauthorized|unauthorised|forbidden|authorization required|proxy authentication|access denied|bad request|not authorized))|(\b(unauthorized|forbidden)[ (:]{1,2}[45][0-9]{2}\b)""",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Statuses();

    [GeneratedRegex(
        @"^[ \t]*([$#>] )?(sudo )?(curl|wget|http|xh) ",
        RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex CommandLines();

    [GeneratedRegex(@"https?://[^\s<>""'`]+", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Addresses();
}
