using System.Net;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.References;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http.Features;

namespace Gatehouse.Gateway.Serving;

/// <summary>
/// Writes down what the server refuses by itself, with an empty 400, before a request exists that could be decided:
/// broken framing, a NUL in the target.
/// </summary>
internal sealed class BadRequestJournal(ReferenceCipher references, IJournal journal, TimeProvider time)
    : IObserver<KeyValuePair<string, object?>>
{
    /// <summary>The event of the server that this listens to, alone.</summary>
    public const string EventName = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key != EventName || value.Value is not IFeatureCollection features)
        {
            return;
        }

        var now = time.GetUtcNow();
        var client = features.Get<IHttpConnectionFeature>()?.RemoteIpAddress;
        var problem = features.Get<IBadRequestExceptionFeature>()?.Error?.Message ?? "a bad request";

        // The server's sentence may quote what the client sent.
        var cause = problem.Contains("target", StringComparison.OrdinalIgnoreCase)
            ? Causes.Request.PathAmbiguous
            : Causes.Request.FramingAmbiguous;
        if (journal.Admits(cause, route: null, client, now))
        {
            journal.Write(Entry(cause, now, client, SafeText.Escape(problem, 256)));
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    private JournalEntry Entry(Cause cause, DateTimeOffset at, IPAddress? client, string problem) =>
        new()
        {
            Reference = references.Create(cause.Number, at),
            Cause = cause,
            Status = 400,
            At = at,
            Node = references.Node,
            Method = "?",
            Target = "?",
            Client = client?.ToString(),
            Trail = [new JournalStep("server", "failed", cause.Id, 0, [Evidence.ForOperator("problem", problem)])],
        };
}
