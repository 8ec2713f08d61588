using System.Diagnostics;
using System.Threading.Channels;
using Gatehouse.Decisions;

namespace Gatehouse.Gateway.Seeing;

/// <summary>
/// Writes refusals to a log of JSON lines, by a task of its own, so that nobody who is answered waits for whoever reads
/// the log. What it cannot follow is left out, and is in the journal all the same.
/// </summary>
internal sealed class RefusalLog : IAsyncDisposable
{
    private const int Most = 4096;
    private const string TraceParent = "traceparent";

    private readonly ServerLog _log;
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(
        new BoundedChannelOptions(Most) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly Task _writing;

    public RefusalLog(ServerLog log)
    {
        _log = log;
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>Hands a refusal over.</summary>
    public void Write(Decision decision, Refused refused, string reference, int status)
    {
        if (_log.IsJson)
        {
            WriteLine(decision, refused, reference, status);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _writing;
    }

    // By itself, so that what the line captures is made only where one is written.
    private void WriteLine(Decision decision, Refused refused, string reference, int status)
    {
        var route = decision.Route?.Name;
        var trace = TraceOf(decision);
        _lines.Writer.TryWrite(
            _log.Json(
                status >= 500 ? "warning" : "info",
                "refusal",
                $"{status} {refused.Cause.Id}",
                json =>
                {
                    json.WriteNumber("status", status);
                    json.WriteString("cause", refused.Cause.Id);
                    json.WriteString("reference", reference);
                    if (route is not null)
                    {
                        json.WriteString("route", route);
                    }

                    if (trace is { } context)
                    {
                        json.WriteString("traceId", context.TraceId.ToHexString());
                        json.WriteString(
                            TraceParent,
                            $"00-{context.TraceId}-{context.SpanId}-{(context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? "01" : "00")}"
                        );
                    }
                }
            )
        );
    }

    // Only what is well-formed is written back: the field is the client's.
    private static ActivityContext? TraceOf(Decision decision) =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Context
        : ActivityContext.TryParse(decision.Facts.Headers.First(TraceParent), traceState: null, out var context)
            ? context
        : null;

    private async Task WriteAllAsync()
    {
        await foreach (var line in _lines.Reader.ReadAllAsync())
        {
            _log.Raw(line);
        }
    }
}
