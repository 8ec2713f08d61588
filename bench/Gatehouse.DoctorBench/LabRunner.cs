using System.Globalization;
using System.Text;
using Gatehouse.Lab;
using Gatehouse.Lab.Dress;
using Gatehouse.Lab.Exhibits;
using Gatehouse.Lab.Export;
using Gatehouse.Lab.Steps;
using Gatehouse.Lab.Wire;
using LabServer = Gatehouse.Lab.Lab;

namespace Gatehouse.DoctorBench;

/// <summary>
/// Asks the doctor about causes of the lab. It sends the refused request itself, in place of the client; what a browser
/// does is given as a recording, and what the doctor cannot send as text.
/// </summary>
internal sealed class LabRunner(string? program, LabServer lab, string folder)
{
    // What frames a message, and what the kernel or the certificate store decides: no command of the doctor's makes it so.
    private static readonly string[] Framing = ["Content-Length", "Transfer-Encoding", "Expect"];

    private string? _trust;

    /// <summary>Every cause that the lab makes.</summary>
    public IReadOnlyList<string> Causes => [.. lab.Causes.Select(cause => cause.Cause.Id)];

    /// <summary>
    /// A sample of causes in other servers' words: so many of a thousand pairs, always the same ones, spread over all
    /// causes and dresses.
    /// </summary>
    public IEnumerable<(string Cause, string Dress)> Clothes(int ofThousand) =>
        from cause in Causes
        where !HasNoClothes(lab.Exhibits.Find(cause)!)
        from dress in Wardrobe.All.Select(dress => dress.Name)
        where Spread($"{cause} {dress}") < ofThousand
        select (cause, dress);

    // Another address is no longer in the cache, and no longer the one that the provider was given.
    private static bool HasNoClothes(Exhibit exhibit) =>
        exhibit.Cause.Family == "cache"
        || (exhibit.Cause.Family == "provider" && exhibit.Provoke.Any(step => step.Cookies));

    // FNV-1a, 32 bits: the same on every machine.
    private static int Spread(string text) =>
        (int)(text.Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619u)) % 9973 % 1000);

    /// <summary>Asks about one cause, as the lab tells it or in another server's words.</summary>
    public async Task<Outcome> RunAsync(string id, string? dress)
    {
        var exhibit = lab.Exhibits.Find(id)!;
        var last = exhibit.Provoke[^1];
        if (dress is not null)
        {
            var mark = last.Target.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            last = last with { Target = $"{last.Target}{mark}as={dress}" };
        }

        var runner = lab.NewRunner();
        foreach (var step in exhibit.Provoke.Take(exhibit.Provoke.Count - 1))
        {
            await runner.SendAsync(step, CancellationToken.None);
        }

        await Task.Delay(last.Wait);
        var (run, leak) = await AskAsync(runner, exhibit, last with { Wait = TimeSpan.Zero });
        return new Outcome(
            dress is null ? id : $"{id}?as={dress}",
            dress ?? "undressed",
            [id, .. dress is null ? LookAlikes.AtTheLab(exhibit) : LookAlikes.Dressed(exhibit, dress)],
            run,
            leak
        );
    }

    private async Task<(DoctorRun Run, string? Leak)> AskAsync(StepRunner runner, Exhibit exhibit, LabStep last)
    {
        if (exhibit.Cause.Family == "cookie" || exhibit.Provoke.Any(step => step.Cookies))
        {
            await runner.SendAsync(last, CancellationToken.None);
            var recording = HarRecording.Write(runner.Exchanges).ToJsonString();
            return (await DoctorRun.StartAsync(program, ["--har", Save("recording.har", recording)]), null);
        }

        if (
            last.Certificate is not null
            || last.From is not null
            || last.Fields.Any(field => Framing.Contains(field.Name, StringComparer.OrdinalIgnoreCase))
        )
        {
            await runner.SendAsync(last, CancellationToken.None);
            var text = Text(runner.Exchanges[^1]);
            return (await DoctorRun.StartAsync(program, ["--exchange", Save("exchange.txt", text)]), null);
        }

        lab.ClearRequests();
        var request = runner.Prepare(last);
        var run = await DoctorRun.StartAsync(
            program,
            Arguments(request),
            request.Origin.Scheme == Uri.UriSchemeHttps ? await TrustAsync() : null
        );
        return (run, LeakOf(request));
    }

    private List<string> Arguments(WireRequest asked)
    {
        List<string> arguments;
        if (asked.Body is { Length: > 0 } body)
        {
            var line = CurlLine(asked, Encoding.UTF8.GetString(body));
            arguments = ["--curl", Save("request.curl", line), "--method", asked.Method];
        }
        else
        {
            arguments = [asked.Url];
            if (asked.Method != "GET")
            {
                arguments.AddRange(["--method", asked.Method]);
            }

            arguments.AddRange(asked.Fields.SelectMany(field => new[] { "--header", $"{field.Name}: {field.Value}" }));
        }

        if (asked.Proxy is { } proxy)
        {
            arguments.AddRange(["--proxy", proxy.ToString()]);
        }

        if (asked.ConnectTo is { } connectTo)
        {
            arguments.AddRange(["--resolve", connectTo.ToString()]);
        }

        return arguments;
    }

    private static string CurlLine(WireRequest asked, string body)
    {
        var line = new StringBuilder("curl -X ").Append(asked.Method);
        foreach (var field in asked.Fields)
        {
            line.Append(" -H ").Append(Quote($"{field.Name}: {field.Value}"));
        }

        return $"{line} --data-raw {Quote(body)} {Quote(asked.Url)}\n";
    }

    private static string Quote(string text) => "'" + text.Replace("'", @"'\''", StringComparison.Ordinal) + "'";

    // As "Follow HTTP stream" shows it.
    private static string Text(StepExchange exchange)
    {
        var text = new StringBuilder();
        var (request, answer) = (exchange.Request, exchange.Answer);
        text.Append(CultureInfo.InvariantCulture, $"{request.Method} {request.Target} HTTP/1.1\r\n");
        text.Append(CultureInfo.InvariantCulture, $"Host: {request.Origin.Authority}\r\n");
        foreach (var field in request.Fields)
        {
            text.Append(CultureInfo.InvariantCulture, $"{field.Name}: {field.Value}\r\n");
        }

        text.Append("\r\n").Append(request.Body is { } body ? Encoding.UTF8.GetString(body) : "");
        text.Append(CultureInfo.InvariantCulture, $"\r\nHTTP/1.1 {answer.Status} {answer.Reason}\r\n");
        foreach (var field in answer.Fields)
        {
            text.Append(CultureInfo.InvariantCulture, $"{field.Name}: {field.Value}\r\n");
        }

        return text.Append("\r\n").Append(answer.Text).ToString();
    }

    private string Save(string name, string text)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    // The lab's own authority, made anew at each start: only a process that begins after that can be told to trust it.
    private async Task<string> TrustAsync()
    {
        if (_trust is null)
        {
            using var client = new HttpClient();
            var authority = await client.GetStringAsync(new Uri(lab.Url, "_lab/authority.pem"));
            _trust = Save("authority.pem", authority);
        }

        return _trust;
    }

    // The lab keeps what arrived: a credential at another origin than the one that was asked is a leak. A forward proxy
    // and a cache see what they pass on.
    private string? LeakOf(WireRequest asked) =>
        lab.Requests.Any(request =>
            request.Place is LabPlace.Main or LabPlace.Other or LabPlace.Tls or LabPlace.Ipv6 or LabPlace.Old
            && lab.AddressOf(request.Place).Port != asked.Origin.Port
            && asked.Origin.Port != lab.AddressOf(LabPlace.Cache).Port
            && request.Lines("Authorization").Any(value => asked.Fields.Any(field => field.Value == value))
        )
            ? "a credential came to another of the lab's places"
            : null;
}
