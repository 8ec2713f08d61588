using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gatehouse.DoctorBench;

/// <summary>Runs the cases of the files under <c>Cases/</c>: each gets its input as a file, and its imitation where it has one.</summary>
internal sealed partial class CaseRunner(string? program, string folder)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static IReadOnlyList<BenchCase> Read()
    {
        var cases = new List<BenchCase>();
        var files = Path.Combine(AppContext.BaseDirectory, "Cases");
        foreach (var path in Directory.EnumerateFiles(files, "*.json").Order(StringComparer.Ordinal))
        {
            foreach (var each in JsonSerializer.Deserialize<List<BenchCase>>(File.ReadAllText(path), Options)!)
            {
                each.Layer = each.Layer.Length > 0 ? each.Layer : Path.GetFileNameWithoutExtension(path);
                cases.Add(each);
            }
        }

        return cases;
    }

    public async Task<Outcome> RunAsync(BenchCase each)
    {
        if (!each.IsLive)
        {
            return new Outcome(each.Id, each.Layer, each.Causes, await RunAsync(each, imitation: null), Leak: null)
            {
                Note = each.Note,
            };
        }

        await using var imitation = await Imitation.StartAsync(each.Answers);
        var run = await RunAsync(each, imitation);
        return new Outcome(each.Id, each.Layer, each.Causes, run, imitation.Leak) { Note = each.Note };
    }

    private Task<DoctorRun> RunAsync(BenchCase each, Imitation? imitation)
    {
        var lines = each.Text.Select(line => Expand(line, imitation)).ToList();
        if (each.Input == "url")
        {
            return DoctorRun.StartAsync(program, lines);
        }

        var place = Path.Combine(folder, each.Id);
        Directory.CreateDirectory(place);
        var file = Path.Combine(place, each.File ?? "input.txt");
        File.WriteAllText(file, string.Join('\n', lines) + (each.Input == "token" ? "" : "\n"));
        var input = each.Input == "token" ? "@" + file : file;
        return DoctorRun.StartAsync(
            program,
            each.IsLive ? [$"--{each.Input}", input] : [$"--{each.Input}", input, "--offline"]
        );
    }

    // {now}, {now-3600}: Unix seconds; {iso-3600}, {http-3600}, {log-3600}: the same as text; {jwt:{...}}: a token with these claims.
    private static string Expand(string line, Imitation? imitation)
    {
        line = line.Replace("{base}", imitation?.Address.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace("{other}", imitation?.Other.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace("{host}", imitation?.Address.Authority, StringComparison.Ordinal);
        line = Time()
            .Replace(
                line,
                found =>
                {
                    var shift = found.Groups["shift"].Value;
                    var at = TimeProvider
                        .System.GetUtcNow()
                        .AddSeconds(shift.Length == 0 ? 0 : int.Parse(shift, CultureInfo.InvariantCulture));
                    return found.Groups["kind"].Value switch
                    {
                        "now" => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                        "iso" => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                        "aws" => at.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
                        "http" => at.ToString("r", CultureInfo.InvariantCulture),
                        "day" => at.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
                        _ => at.ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture),
                    };
                }
            );
        return Token()
            .Replace(
                line,
                found =>
                    $"{Url(found.Groups["header"].Value)}.{Url(found.Groups["claims"].Value)}.{Url("a signature of thirty-two octets")}"
            );
    }

    private static string Url(string text) =>
        Convert
            .ToBase64String(System.Text.Encoding.UTF8.GetBytes(text))
            .TrimEnd('=')
            .Replace('+', '-')
            .Replace('/', '_');

    [GeneratedRegex(@"\{(?<kind>now|iso|http|log|aws|day)(?<shift>[+-]\d+)?\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();

    [GeneratedRegex(@"<<jwt (?<header>\{.*?\}) (?<claims>\{.*?\})>>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
