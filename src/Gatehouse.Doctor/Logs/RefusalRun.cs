namespace Gatehouse.Doctor.Logs;

/// <summary>A time in which every guarded request was refused, whoever sent it.</summary>
internal sealed record RefusalRun
{
    private const int Least = 6;

    /// <summary>The refusals, in order.</summary>
    public required IReadOnlyList<LogEntry> Refusals { get; init; }

    /// <summary>The guarded requests before it.</summary>
    public required IReadOnlyList<LogEntry> Before { get; init; }

    /// <summary>The guarded requests after it; empty where it lasts to the end.</summary>
    public required IReadOnlyList<LogEntry> After { get; init; }

    /// <summary>How many different users, or addresses where no user is known, were refused.</summary>
    public required int Callers { get; init; }

    /// <summary>How many of those had been served before.</summary>
    public required int ServedBefore { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? Onset => Refusals[0].At;

    /// <summary>The middle one of the times to the refusal; null where the log does not say.</summary>
    public double? Seconds => Median(Refusals);

    /// <summary>The middle one of the times to the answer before.</summary>
    public double? SecondsBefore => Median(Before.Where(request => request.IsSuccess));

    /// <summary>The longest of its kind; null where nobody was served before, or where it is of one caller alone.</summary>
    public static RefusalRun? In(LogFindings findings)
    {
        var guarded = findings.Guarded;
        var (bestStart, bestEnd, start) = (0, 0, 0);
        for (var at = 0; at <= guarded.Count; at++)
        {
            if (at < guarded.Count && guarded[at].IsRefusal)
            {
                continue;
            }

            if (at - start > bestEnd - bestStart)
            {
                (bestStart, bestEnd) = (start, at);
            }

            start = at + 1;
        }

        var before = guarded.Take(bestStart).ToList();
        var served = before.Where(request => request.IsSuccess).Select(LogCallers.Of).ToHashSet(StringComparer.Ordinal);
        var refusals = guarded.Skip(bestStart).Take(bestEnd - bestStart).ToList();
        var callers = refusals.Select(LogCallers.Of).Distinct(StringComparer.Ordinal).ToList();
        var earlier = before.Count(request => request.IsRefusal);
        return refusals.Count < Least || callers.Count < 2 || served.Count < 2 || earlier * 3 > before.Count
            ? null
            : new RefusalRun
            {
                Refusals = refusals,
                Before = before,
                After = [.. guarded.Skip(bestEnd)],
                Callers = callers.Count,
                ServedBefore = callers.Count(served.Contains),
            };
    }

    private static double? Median(IEnumerable<LogEntry> requests)
    {
        var times = requests.Select(request => request.Seconds).OfType<double>().Order().ToList();
        return times.Count < 3 ? null : times[times.Count / 2];
    }
}
