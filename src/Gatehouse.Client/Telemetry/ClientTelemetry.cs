using System.Diagnostics;
using System.Diagnostics.Metrics;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client;

/// <summary>
/// What can be watched: activities and instruments, all under <see cref="Name"/>. Tags are causes, schemes, origins and
/// names of clients; nothing secret, and no paths.
/// </summary>
public static class ClientTelemetry
{
    /// <summary>The name of the <see cref="ActivitySource"/> and of the <see cref="Meter"/>.</summary>
    public const string Name = "Gatehouse.Client";

    internal const string CauseTag = "gatehouse.cause";
    internal const string ClientTag = "gatehouse.client";
    internal const string SchemeTag = "gatehouse.scheme";
    internal const string OutcomeTag = "gatehouse.outcome";
    internal const string AttemptsTag = "gatehouse.attempts";

    internal static readonly ActivitySource Activities = new(Name);

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> RefusalCount = Meter.CreateCounter<long>(
        "gatehouse.client.refusals",
        "{refusal}",
        "Answers that refused a request, by cause"
    );

    private static readonly Counter<long> RecoveryCount = Meter.CreateCounter<long>(
        "gatehouse.client.recoveries",
        "{request}",
        "Requests that got through after a refusal, by the cause of the first one"
    );

    private static readonly Counter<long> SavedCount = Meter.CreateCounter<long>(
        "gatehouse.client.saved_requests",
        "{request}",
        "Challenges that were not waited for, since credentials went ahead, by scheme"
    );

    private static readonly Counter<long> RenewalCount = Meter.CreateCounter<long>(
        "gatehouse.client.renewals",
        "{renewal}",
        "Tokens that were asked for, by outcome"
    );

    private static readonly Histogram<double> ProviderDuration = Meter.CreateHistogram<double>(
        "gatehouse.client.provider.duration",
        "s",
        "How long a provider took to answer, by outcome"
    );

    internal static void Refused(string client, Cause cause) =>
        RefusalCount.Add(1, new(ClientTag, client), new(CauseTag, cause.Id));

    internal static void Recovered(string client, Cause cause) =>
        RecoveryCount.Add(1, new(ClientTag, client), new(CauseTag, cause.Id));

    // On the path of every request: nothing happens where nobody listens.
    internal static void Saved(string client, string scheme)
    {
        if (SavedCount.Enabled)
        {
            SavedCount.Add(1, new(ClientTag, client), new(SchemeTag, scheme));
        }
    }

    internal static void Renewed(string client, string outcome) =>
        RenewalCount.Add(1, new(ClientTag, client), new(OutcomeTag, outcome));

    internal static void ProviderAnswered(string client, string outcome, TimeSpan duration) =>
        ProviderDuration.Record(duration.TotalSeconds, new(ClientTag, client), new(OutcomeTag, outcome));
}
