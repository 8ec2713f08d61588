using System.Collections.Concurrent;
using System.Diagnostics;

namespace Gatehouse.Client.Tests.Tokens;

/// <summary>Sees the renewals of one client, so that a test's clock can stand still while one talks to a real provider.</summary>
internal sealed class RenewalWatch : IDisposable
{
    private readonly ConcurrentDictionary<Activity, bool> _begun = new();
    private readonly ActivityListener _listener;
    private readonly string _client;

    /// <summary>Watches the client of that name.</summary>
    public RenewalWatch(string client)
    {
        _client = client;
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == ClientTelemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = activity => _begun[activity] = true,
            ActivityStopped = activity => _begun.TryRemove(activity, out _),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Waits until no renewal is under way.</summary>
    public Task IsQuietAsync() =>
        KeeperTrial.HoldsAsync(() =>
            _begun.Keys.All(activity =>
                activity.OperationName != "renew token" || activity.GetTagItem("gatehouse.client") as string != _client
            )
        );

    public void Dispose() => _listener.Dispose();
}
