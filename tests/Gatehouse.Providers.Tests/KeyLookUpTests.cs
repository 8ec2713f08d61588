using System.Text;
using Gatehouse.Decisions.Providers;
using Gatehouse.Providers.Keys;
using Gatehouse.TestKit;

namespace Gatehouse.Providers.Tests;

public sealed class KeyLookUpTests
{
    private static readonly TimeSpan s_oldEnough = TimeSpan.FromSeconds(11);

    [Fact]
    public async Task A_first_request_waits_for_the_keys_that_are_on_their_way()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        TaskCompletionSource answer = new();
        issuer.Hold(FakeIssuer.KeysPath, answer.Task, TestKey.Set(new TestKey("a")));
        await using ProviderUnderTest provider = new(ProviderUnderTest.ByUrl(issuer));

        Task<ProviderKeys> asked = provider.FindAsync("a");
        Assert.False(asked.IsCompleted);
        answer.SetResult();

        ProviderKeys keys = await asked;
        Assert.Equal(ProviderState.Known, keys.State);
        Assert.Equal("a", Assert.Single(keys.Candidates).KeyId);
        Assert.Equal([ProviderEventKind.KeysChanged], provider.Told);
    }

    [Fact]
    public async Task A_known_key_is_answered_at_once_without_allocating()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Keys(new TestKey("a"), new TestKey("b"));
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));
        CancellationToken token = TestContext.Current.CancellationToken;
        await provider.Provider.FindKeysAsync("a", "ES256", token);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            await provider.Provider.FindKeysAsync("a", "ES256", token);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task A_thousand_requests_with_an_unknown_kid_cause_one_fetch()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Keys(new TestKey("a"));
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));
        provider.Clock.Advance(s_oldEnough);
        TaskCompletionSource answer = new();
        issuer.Hold(FakeIssuer.KeysPath, answer.Task, TestKey.Set(new TestKey("a")));

        using CountdownEvent begun = new(1000);
        Task<ProviderKeys>[] asked =
        [
            .. Enumerable
                .Range(0, 1000)
                .Select(i =>
                    Task.Run(() =>
                    {
                        Task<ProviderKeys> one = provider.FindAsync($"forged-{i}");
                        begun.Signal();
                        return one;
                    })
                ),
        ];
        begun.Wait(TestContext.Current.CancellationToken);
        answer.SetResult();

        Assert.All(
            await Task.WhenAll(asked),
            keys =>
            {
                Assert.Equal(ProviderState.Known, keys.State);
                Assert.Empty(keys.Candidates);
            }
        );
        Assert.Equal(2, issuer.Count(FakeIssuer.KeysPath));
    }

    [Fact]
    public async Task A_key_that_came_while_a_request_looked_for_it_is_found_without_asking_again()
    {
        ManualTimeProvider clock = new();
        ChangingSource source = new() { Keys = [new TestKey("a")] };
        await using RefreshedKeys keys = new(
            source,
            RefreshPolicy.ForNetwork(new JwtProviderOptions { Name = "machine", Issuer = "https://issuer.example" }),
            clock,
            (_, _) => { }
        );
        CancellationToken token = TestContext.Current.CancellationToken;
        keys.Start();
        await keys.FirstAttempt;
        clock.Advance(s_oldEnough);
        source.Keys = [new TestKey("b")];
        Assert.Single((await keys.FindAsync("b", "ES256", token)).Candidates);

        // What a request does that had looked at the keys before, and found nothing.
        ValueTask<ProviderKeys> again = keys.FindAgainAsync("b", "ES256", token);

        Assert.True(again.IsCompletedSuccessfully);
        Assert.Equal("b", Assert.Single((await again).Candidates).KeyId);
        Assert.Equal(2, source.Asked);
    }

    [Fact]
    public async Task Unknown_kids_ask_the_provider_once_a_minute_at_most()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Keys(new TestKey("a"));
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));
        provider.Clock.Advance(s_oldEnough);

        await provider.FindAsync("forged");
        provider.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.True(provider.FindAsync("forged").IsCompletedSuccessfully);
        Assert.Equal(2, issuer.Count(FakeIssuer.KeysPath));

        provider.Clock.Advance(TimeSpan.FromSeconds(1));
        await provider.FindAsync("forged");
        Assert.Equal(3, issuer.Count(FakeIssuer.KeysPath));
    }

    [Fact]
    public async Task Keys_had_a_moment_ago_are_complete()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Keys(new TestKey("a"));
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));
        provider.Clock.Advance(TimeSpan.FromSeconds(9));

        Assert.True(provider.FindAsync("forged").IsCompletedSuccessfully);
        Assert.Equal(1, issuer.Count(FakeIssuer.KeysPath));
    }

    [Fact]
    public async Task Rotation_amid_traffic_makes_no_key_unknown()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        TestKey old = new("old");
        issuer.Keys(old);
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));
        provider.Clock.Advance(s_oldEnough);
        issuer.Keys(old, new TestKey("new"));

        ProviderKeys[] found = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(i => Task.Run(() => provider.FindAsync(i % 2 == 0 ? "new" : "old")))
        );

        Assert.All(found, keys => Assert.Single(keys.Candidates));
        Assert.Equal(2, issuer.Count(FakeIssuer.KeysPath));
        Assert.Equal(2, provider.Health.KeysKnown);
    }

    [Fact]
    public async Task A_request_with_an_unknown_kid_waits_two_seconds_at_most()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Keys(new TestKey("a"));
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));
        provider.Clock.Advance(s_oldEnough);
        issuer.Hang(FakeIssuer.KeysPath);

        Task<ProviderKeys> asked = provider.FindAsync("forged");
        provider.Clock.Advance(TimeSpan.FromSeconds(2));

        ProviderKeys keys = await asked;
        Assert.Equal(ProviderState.Known, keys.State);
        Assert.Empty(keys.Candidates);
    }

    [Fact]
    public async Task A_caller_that_goes_away_stops_waiting_and_the_fetch_goes_on()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        TaskCompletionSource answer = new();
        issuer.Hold(FakeIssuer.KeysPath, answer.Task, TestKey.Set(new TestKey("a")));
        await using ProviderUnderTest provider = new(ProviderUnderTest.ByUrl(issuer));
        using CancellationTokenSource gone = new();

        Task<ProviderKeys> asked = provider.Provider.FindKeysAsync("a", "ES256", gone.Token).AsTask();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);

        answer.SetResult();
        Assert.Single((await provider.FindAsync("a")).Candidates);
    }

    [Fact]
    public async Task A_known_kid_with_another_algorithm_asks_nobody()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Keys(new TestKey("a"));
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));
        provider.Clock.Advance(s_oldEnough);

        Task<ProviderKeys> asked = provider.FindAsync("a", "HS256");
        Assert.True(asked.IsCompletedSuccessfully);
        Assert.Empty((await asked).Candidates);
        Assert.Equal(1, issuer.Count(FakeIssuer.KeysPath));
    }

    [Fact]
    public async Task A_token_without_kid_is_tried_with_eight_keys_at_most()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Keys([.. Enumerable.Range(0, 10).Select(i => new TestKey(i == 0 ? null : $"k{i}"))]);
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));

        Assert.Equal(8, (await provider.FindAsync(keyId: null)).Candidates.Count);
        Assert.Equal(10, provider.Health.KeysKnown);
    }

    [Fact]
    public async Task Keys_are_refreshed_in_the_background_before_they_are_due()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Keys(new TestKey("old"));
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));
        Assert.InRange(provider.Clock.UntilNextTimer!.Value, TimeSpan.FromMinutes(8), TimeSpan.FromMinutes(10));
        issuer.Hang(FakeIssuer.KeysPath);
        provider.Clock.Advance(provider.Clock.UntilNextTimer!.Value);
        await issuer.ArrivalAsync(FakeIssuer.KeysPath);

        Assert.True(provider.FindAsync("old").IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_refresh_takes_up_new_keys_and_drops_old_ones()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Keys(new TestKey("old"));
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));
        issuer.Keys(new TestKey("new"));
        await provider.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Single((await provider.FindAsync("new")).Candidates);
        Assert.Empty((await provider.FindAsync("old")).Candidates);
        Assert.Equal([ProviderEventKind.KeysChanged, ProviderEventKind.KeysChanged], provider.Told);
    }

    /// <summary>A key set that a test replaces.</summary>
    private sealed class ChangingSource : IKeySource
    {
        public TestKey[] Keys { get; set; } = [];

        public int Asked { get; private set; }

        public long? ClockAheadSeconds => null;

        public Task<KeyFetch> FetchAsync(FetchReason reason, CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult(KeyFetch.Of(Encoding.UTF8.GetBytes(TestKey.Set(Keys)), "The source"));
        }

        public void Dispose() { }
    }
}
