using LabServer = Gatehouse.Lab.Lab;

namespace Gatehouse.DoctorBench;

/// <summary>Asks the doctor about every cause of the lab: the refused request as it was sent, live.</summary>
internal sealed class LabRunner(string? program, LabServer lab)
{
    public IEnumerable<string> Causes => lab.Causes.Select(cause => cause.Cause.Id);

    public async Task<Outcome> RunAsync(string id, string? dress)
    {
        var exhibit = lab.Exhibits.Find(id)!;
        var runner = lab.NewRunner();
        foreach (var step in exhibit.Provoke)
        {
            await runner.SendAsync(step, CancellationToken.None);
        }

        var refused = runner.Exchanges[^1].Request;
        var url = refused.Url;
        if (dress is not null)
        {
            url += (url.Contains('?', StringComparison.Ordinal) ? "&as=" : "?as=") + dress;
        }

        var arguments = new List<string> { url, "--method", refused.Method };
        foreach (
            var field in refused.Fields.Where(field => !field.Name.Equals("Host", StringComparison.OrdinalIgnoreCase))
        )
        {
            arguments.AddRange(["--header", $"{field.Name}: {field.Value}"]);
        }

        if (refused.Proxy is { } proxy)
        {
            arguments.AddRange(["--proxy", proxy.ToString()]);
        }

        if (refused.ConnectTo is { } connectTo)
        {
            arguments.AddRange(["--resolve", connectTo.ToString()]);
        }

        lab.ClearRequests();
        var run = await DoctorRun.StartAsync(program, arguments);
        return new Outcome(dress is null ? id : $"{id}?as={dress}", dress ?? "undressed", [id], run, Leak: null);
    }

    // The lab keeps what arrived: a credential at another origin than the one that was asked is a leak.
    private string? LeakOf(string url)
    {
        var asked = new Uri(url).Port;
        return lab.Requests.Any(request =>
            lab.AddressOf(request.Place).Port != asked
            && request.Lines("Authorization").Any(value => !value.Contains("not-a-secret", StringComparison.Ordinal))
        )
            ? "a credential came to another of the lab's places"
            : null;
    }
}
