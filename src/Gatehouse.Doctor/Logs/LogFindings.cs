namespace Gatehouse.Doctor.Logs;

/// <summary>What logs hold: their requests in order, their messages, and which of the refusals count.</summary>
internal sealed class LogFindings
{
    /// <summary>Keeps these, and sorts out the refusals that belong to a normal exchange.</summary>
    public LogFindings(IReadOnlyList<LogEntry> requests, IReadOnlyList<LogMessage> messages)
    {
        Requests = requests;
        Messages = messages;
        var legs = Handshakes.In(requests);
        Legs = legs.Count;
        Refusals = [.. requests.Where(request => request.IsRefusal && !legs.Contains(request))];
        var refused = Refusals
            .Where(refusal => refusal.Method != "OPTIONS")
            .Select(refusal => refusal.Path)
            .ToHashSet(StringComparer.Ordinal);
        Guarded =
        [
            .. requests.Where(request =>
                refused.Contains(request.Path)
                && request.Method != "OPTIONS"
                && !legs.Contains(request)
                && (request.IsRefusal || request.IsSuccess)
            ),
        ];
        Run = RefusalRun.In(this);
    }

    /// <summary>The requests, in the order of time. Of a very long log, the last ones.</summary>
    public IReadOnlyList<LogEntry> Requests { get; }

    /// <summary>The messages, the most frequent first.</summary>
    public IReadOnlyList<LogMessage> Messages { get; }

    /// <summary>The refusals but those of normal exchanges.</summary>
    public IReadOnlyList<LogEntry> Refusals { get; }

    /// <summary>How many refusals belong to a normal exchange: a challenge that was answered with success.</summary>
    public int Legs { get; }

    /// <summary>The refused and the served requests of all paths where anything is refused, preflights and normal legs aside.</summary>
    public IReadOnlyList<LogEntry> Guarded { get; }

    /// <summary>The longest time in which everybody was refused; null where there is none.</summary>
    public RefusalRun? Run { get; }

    /// <summary>How many lines there are.</summary>
    public long Lines { get; init; }

    /// <summary>How many of them could not be read or say nothing of requests and refusals.</summary>
    public long Unread { get; init; }

    /// <summary>How many requests there are, those included that are kept no more.</summary>
    public long Seen { get; init; }

    /// <summary>The forms of log that were met, the most frequent first.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];

    /// <summary>How evidence names this source.</summary>
    public string Source => $"{Lines} lines of log";
}
