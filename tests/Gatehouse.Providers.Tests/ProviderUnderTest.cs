using System.Collections.Concurrent;
using System.Net;
using Gatehouse.Decisions.Providers;
using Gatehouse.TestKit;

namespace Gatehouse.Providers.Tests;

/// <summary>A provider with a clock of its own and what it told its observer.</summary>
internal sealed class ProviderUnderTest : IAsyncDisposable
{
    private readonly ConcurrentQueue<ProviderEvent> _events = new();

    public ProviderUnderTest(
        JwtProviderOptions options,
        HttpMessageHandler? handler = null,
        ManualTimeProvider? clock = null,
        Func<string, IPAddress[]>? resolve = null
    )
    {
        Clock = clock ?? new ManualTimeProvider();
        Provider = JwtProvider.Start(
            options,
            Clock,
            _events.Enqueue,
            handler,
            resolve is null ? Dns.GetHostAddressesAsync : (name, _) => Task.FromResult(resolve(name))
        );
    }

    public ManualTimeProvider Clock { get; }

    public JwtProvider Provider { get; }

    public ProviderHealth Health => Provider.Health;

    public IEnumerable<ProviderEventKind> Told => _events.Select(told => told.Kind);

    public static JwtProviderOptions ByUrl(FakeIssuer issuer) =>
        new()
        {
            Name = "machine",
            Issuer = "https://issuer.example",
            KeySetUrl = issuer.KeySetUrl,
        };

    public static JwtProviderOptions ByDiscovery(FakeIssuer issuer) =>
        new()
        {
            Name = "corp",
            Issuer = issuer.Issuer,
            Discover = true,
        };

    /// <summary>A provider whose first attempt is over.</summary>
    public static async Task<ProviderUnderTest> StartedAsync(JwtProviderOptions options)
    {
        ProviderUnderTest provider = new(options);
        await provider.Provider.FirstAttempt;
        await provider.Provider.RunningFetch;
        return provider;
    }

    public Task<ProviderKeys> FindAsync(string? keyId, string algorithm = "ES256") =>
        Provider.FindKeysAsync(keyId, algorithm, TestContext.Current.CancellationToken).AsTask();

    /// <summary>Lets time pass and waits for the fetch that this began.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await Provider.RunningFetch;
    }

    public ValueTask DisposeAsync() => Provider.DisposeAsync();
}
