namespace Gatehouse.Doctor.Logs;

/// <summary>Finds a restart shortly before a moment: answers of 502, 503 or 504, or a message of a server that starts.</summary>
internal static class LogRestarts
{
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(10);

    private static readonly string[] Starts =
    [
        "now listening",
        "application started",
        "start worker process",
        "resuming normal operations",
        "listening on",
        "server started",
        "started server",
        "application startup complete",
        "booting worker",
        "started in",
        "starting up",
        "started application",
        "restarting",
        "application is shutting down",
        "graceful",
        "shutting down",
        "sigterm",
        "reloading configuration",
        "deploy",
        "signal process started",
        "server is ready",
        "starting gunicorn",
    ];

    /// <summary>What tells of a restart before this moment; null where nothing does.</summary>
    public static string? Before(LogFindings findings, DateTimeOffset? moment)
    {
        if (moment is not { } at)
        {
            return null;
        }

        var faults = findings.Requests.Count(request =>
            request.Status is 502 or 503 or 504 && request.At >= at - Near && request.At <= at.AddSeconds(5)
        );
        if (faults > 0)
        {
            return $"{faults} answers of 502, 503 or 504";
        }

        return findings
            .Messages.FirstOrDefault(message =>
                message.First >= at - Near
                && message.First <= at.AddSeconds(5)
                && Array.Exists(Starts, word => message.Text.Contains(word, StringComparison.OrdinalIgnoreCase))
            )
            ?.Text;
    }

    /// <summary>When the server failed with 502, 503 or 504 for the last time of each such time; bounded.</summary>
    public static IReadOnlyList<DateTimeOffset> In(LogFindings findings)
    {
        var ends = new List<DateTimeOffset>();
        foreach (var request in findings.Requests)
        {
            if (request is not { Status: 502 or 503 or 504, At: { } at })
            {
                continue;
            }

            if (ends.Count > 0 && at - ends[^1] < Near)
            {
                ends[^1] = at;
            }
            else if (ends.Count < 64)
            {
                ends.Add(at);
            }
        }

        ends.AddRange(
            findings
                .Messages.Where(message =>
                    message.First is not null
                    && Array.Exists(Starts, word => message.Text.Contains(word, StringComparison.OrdinalIgnoreCase))
                )
                .Take(16)
                .Select(message => message.First!.Value)
        );
        return ends;
    }
}
