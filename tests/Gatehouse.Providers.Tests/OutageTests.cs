using System.Globalization;
using Gatehouse.Decisions.Providers;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Providers.Tests;

public sealed class OutageTests
{
    [Fact]
    public async Task A_provider_that_hangs_from_the_start_is_unreachable_after_two_seconds()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Hang(FakeIssuer.KeysPath);
        await using ProviderUnderTest provider = new(ProviderUnderTest.ByUrl(issuer));

        Task<ProviderKeys> asked = provider.FindAsync("a");
        provider.Clock.Advance(TimeSpan.FromSeconds(2));

        ProviderKeys keys = await asked;
        Assert.Equal(ProviderState.Unreachable, keys.State);
        Assert.NotNull(keys.RetryAfter);
    }

    [Fact]
    public async Task One_document_may_take_five_seconds()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Hang(FakeIssuer.KeysPath);
        await using ProviderUnderTest provider = new(ProviderUnderTest.ByUrl(issuer));
        await issuer.ArrivalAsync(FakeIssuer.KeysPath);

        await provider.PassAsync(TimeSpan.FromSeconds(5));

        Assert.EndsWith("/jwks did not answer within 5 seconds.", provider.Health.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_never_reached_is_answered_at_once_while_its_pause_runs()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Answer(FakeIssuer.KeysPath, StatusCodes.Status500InternalServerError);
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));

        Task<ProviderKeys> asked = provider.FindAsync("a");

        Assert.True(asked.IsCompletedSuccessfully);
        ProviderKeys keys = await asked;
        Assert.Equal(ProviderState.Unreachable, keys.State);
        Assert.Equal($"{issuer.KeySetUrl} answered 500.", keys.Detail);
        Assert.Equal(TimeSpan.FromSeconds(1), keys.RetryAfter);
        Assert.Equal(1, issuer.Count(FakeIssuer.KeysPath));
    }

    [Fact]
    public async Task A_provider_that_refuses_connections_is_unreachable()
    {
        FakeIssuer issuer = await FakeIssuer.StartAsync();
        JwtProviderOptions options = ProviderUnderTest.ByUrl(issuer);
        await issuer.DisposeAsync();
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(options);

        ProviderKeys keys = await provider.FindAsync("a");

        Assert.Equal(ProviderState.Unreachable, keys.State);
        Assert.Contains("cannot be connected to", keys.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_comes_up_later_is_taken_up_by_itself()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Answer(FakeIssuer.KeysPath, StatusCodes.Status503ServiceUnavailable);
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));
        issuer.Keys(new TestKey("a"));

        await provider.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Single((await provider.FindAsync("a")).Candidates);
        Assert.Equal([ProviderEventKind.FetchFailed, ProviderEventKind.KeysChanged], provider.Told);
    }

    [Fact]
    public async Task Pauses_grow_to_a_minute()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Answer(FakeIssuer.KeysPath, StatusCodes.Status500InternalServerError);
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));

        foreach (int most in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            TimeSpan pause = provider.Clock.UntilNextTimer!.Value;
            Assert.InRange(pause, TimeSpan.FromSeconds(most / 2.0), TimeSpan.FromSeconds(most));
            await provider.PassAsync(pause);
        }
        Assert.Equal([ProviderEventKind.FetchFailed], provider.Told);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("86400", 300)]
    [InlineData("-5", 1)]
    [InlineData("soon", 1)]
    public async Task Retry_After_is_honoured_within_five_minutes(string asked, int seconds)
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Answer(
            FakeIssuer.KeysPath,
            context =>
            {
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                context.Response.Headers.RetryAfter = asked;
                return Task.CompletedTask;
            }
        );
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));

        Assert.Equal(TimeSpan.FromSeconds(seconds), (await provider.FindAsync("a")).RetryAfter);
    }

    [Fact]
    public async Task Retry_After_as_a_date_counts_from_the_provider_s_own_clock()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        DateTimeOffset theirs = new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);
        issuer.Answer(
            FakeIssuer.KeysPath,
            context =>
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers.Date = theirs.ToString("R", CultureInfo.InvariantCulture);
                context.Response.Headers.RetryAfter = theirs.AddSeconds(90).ToString("R", CultureInfo.InvariantCulture);
                return Task.CompletedTask;
            }
        );
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));

        Assert.Equal(TimeSpan.FromSeconds(90), (await provider.FindAsync("a")).RetryAfter);
    }

    [Fact]
    public async Task Last_good_keys_are_kept_through_an_outage_for_a_day()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Keys(new TestKey("a"));
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));
        DateTimeOffset had = provider.Clock.GetUtcNow();
        issuer.Answer(FakeIssuer.KeysPath, StatusCodes.Status500InternalServerError);

        await provider.PassAsync(TimeSpan.FromHours(23));
        ProviderKeys kept = await provider.FindAsync("a");
        Assert.Single(kept.Candidates);
        Assert.Equal(ProviderState.Known, provider.Health.State);
        Assert.Equal(had, provider.Health.LastSuccess);
        Assert.Equal($"{issuer.KeySetUrl} answered 500.", provider.Health.Failure);

        await provider.PassAsync(TimeSpan.FromHours(1));
        await provider.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(ProviderState.Unreachable, (await provider.FindAsync("a")).State);
        Assert.Equal(0, provider.Health.KeysKnown);
        Assert.Contains(ProviderEventKind.KeysExpired, provider.Told);
    }

    [Fact]
    public async Task A_forged_kid_during_an_outage_is_unknown_and_no_outage()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Keys(new TestKey("a"));
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));
        provider.Clock.Advance(TimeSpan.FromSeconds(11));
        issuer.Answer(FakeIssuer.KeysPath, StatusCodes.Status500InternalServerError);

        ProviderKeys first = await provider.FindAsync("forged");
        Task<ProviderKeys> second = provider.FindAsync("forged");

        Assert.Equal(ProviderState.Known, first.State);
        Assert.Empty(first.Candidates);
        Assert.True(second.IsCompletedSuccessfully);
        Assert.Equal(ProviderState.Known, (await second).State);
        Assert.Equal(2, issuer.Count(FakeIssuer.KeysPath));
    }

    [Fact]
    public async Task The_end_of_an_outage_is_told_once()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        TestKey key = new("a");
        issuer.Keys(key);
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));
        issuer.Answer(FakeIssuer.KeysPath, StatusCodes.Status500InternalServerError);
        await provider.PassAsync(TimeSpan.FromMinutes(10));
        issuer.Keys(key);
        await provider.PassAsync(TimeSpan.FromMinutes(1));
        await provider.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(
            [ProviderEventKind.KeysChanged, ProviderEventKind.FetchFailed, ProviderEventKind.Recovered],
            provider.Told
        );
        Assert.Null(provider.Health.Failure);
    }

    [Fact]
    public async Task Disposal_ends_a_fetch_that_hangs()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Hang(FakeIssuer.KeysPath);
        ProviderUnderTest provider = new(ProviderUnderTest.ByUrl(issuer));
        await issuer.ArrivalAsync(FakeIssuer.KeysPath);

        await provider.DisposeAsync();
        await provider.DisposeAsync();

        Assert.True(provider.Provider.FirstAttempt.IsCompleted);
        Assert.Equal(0, provider.Clock.WaitingTimers);
    }

    [Fact]
    public async Task Provider_that_has_just_answered_otherwise_is_asked_for_keys_whatever_pause_was_due()
    {
        await using FakeIssuer issuer = await FakeIssuer.StartAsync();
        issuer.Answer(FakeIssuer.KeysPath, 503);
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(ProviderUnderTest.ByUrl(issuer));
        issuer.Keys(new TestKey("a"));
        Assert.Equal(ProviderState.Unreachable, (await provider.FindAsync("a")).State);
        await provider.Provider.AskAgainAsync(TestContext.Current.CancellationToken);
        Assert.Single((await provider.FindAsync("a")).Candidates);
    }
}
