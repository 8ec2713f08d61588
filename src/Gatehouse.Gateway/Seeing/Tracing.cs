using System.Diagnostics;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Facts;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Gateway.Seeing;

/// <summary>
/// A span for a part of the requests. Which part is chosen here and not by the client: a <c>traceparent</c> only says to
/// which trace a span belongs, unless a trusted proxy sent it. Nothing secret goes into a span: no query, no user.
/// </summary>
internal sealed class Tracing(double sample) : IDisposable
{
    /// <summary>The name of the source.</summary>
    public const string SourceName = "Gatehouse";

    /// <summary>The field that carries a trace (W3C Trace Context).</summary>
    public const string Field = "traceparent";

    private const string StateField = "tracestate";

    private readonly ActivitySource _source = new(SourceName);
    private long _requests;

    /// <summary>Begins the span of a request, or gives null where none is to be had.</summary>
    public Activity? Start(RequestFacts facts)
    {
        if (sample <= 0 || !_source.HasListeners())
        {
            return null;
        }

        var known = ActivityContext.TryParse(
            facts.Headers.First(Field),
            facts.Headers.First(StateField),
            isRemote: true,
            out var parent
        );
        var asked = known && facts.ThroughTrustedProxy && parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded);
        if (!IsChosen() && !asked)
        {
            return null;
        }

        var activity = _source.StartActivity("request", ActivityKind.Server, known ? parent : default);
        activity?.SetTag("http.request.method", MethodOf(facts.Method));
        activity?.SetTag("url.scheme", facts.Https ? "https" : "http");
        return activity;
    }

    /// <summary>Writes to the span that is under way, where there is one, how its request was decided.</summary>
    public static void Decided(Decision decision, string verdict, string cause)
    {
        if (Current is not { } activity)
        {
            return;
        }

        activity.AddEvent(new ActivityEvent("decided"));
        activity.SetTag("gatehouse.verdict", verdict);
        activity.SetTag("gatehouse.route", decision.Route?.Name);
        activity.SetTag("gatehouse.scheme", decision.Presented?.Scheme.Name);
        if (verdict != "granted")
        {
            activity.SetTag("gatehouse.cause", cause);
        }
    }

    /// <summary>Writes the cause of a refusal, whoever found it, and its reference.</summary>
    public static void Refused(Cause cause, string reference)
    {
        if (Current is { } activity)
        {
            activity.SetTag("gatehouse.cause", cause.Id);
            activity.SetTag("gatehouse.reference", reference);
        }
    }

    /// <summary>Ends a span with the status that was answered.</summary>
    public static void End(Activity? activity, int status)
    {
        if (activity is null)
        {
            return;
        }

        activity.SetTag("http.response.status_code", status);
        if (status >= 500)
        {
            activity.SetStatus(ActivityStatusCode.Error);
        }

        activity.Dispose();
    }

    /// <summary>The span of the request under way, or null.</summary>
    public static Activity? Current => Activity.Current is { Source.Name: SourceName } activity ? activity : null;

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    // Every so-many-th request, exactly: a part that needs no chance.
    private bool IsChosen()
    {
        var number = Interlocked.Increment(ref _requests);
        return Math.Floor(number * sample) > Math.Floor((number - 1) * sample);
    }

    // Whoever invents methods must not invent words for a span.
    private static string MethodOf(string method) =>
        method is "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "CONNECT" or "OPTIONS" or "TRACE" or "PATCH"
            ? method
            : "_OTHER";
}
