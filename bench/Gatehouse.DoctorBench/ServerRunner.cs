using System.Text.Json;

namespace Gatehouse.DoctorBench;

/// <summary>Asks the doctor about real servers that are set up well or badly: <c>Servers/cases.json</c>.</summary>
internal sealed class ServerRunner(string? program, RealServers servers)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>The cases whose server runs here.</summary>
    public IEnumerable<ServerCase> Cases =>
        JsonSerializer
            .Deserialize<List<ServerCase>>(
                File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Servers", "cases.json")),
                Options
            )!
            .Where(each => servers.Has(each.Server));

    public async Task<Outcome> RunAsync(ServerCase each)
    {
        var arguments = each.Arguments.Select(servers.Expand).ToList();
        if (each.Before > 0)
        {
            using var client = new HttpClient();
            for (var number = 0; number < each.Before; number++)
            {
                using var answer = await client.GetAsync(new Uri(arguments[0]));
            }
        }

        var run = await DoctorRun.StartAsync(program, arguments, each.Trusts ? servers.Certificate : null);
        var remark = each.Remark.Length > 0 ? $" ({each.Remark})" : string.Empty;
        return new Outcome(each.Id + remark, each.Server, each.Causes, run, Leak: null);
    }
}
