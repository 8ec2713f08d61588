using Gatehouse.Lab.Provider;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Tests.Tokens;

public sealed class TokenKeeperTests : IAsyncLifetime
{
    private KeeperTrial _trial = null!;

    public async ValueTask InitializeAsync() => _trial = await KeeperTrial.StartAsync();

    public ValueTask DisposeAsync() => _trial.DisposeAsync();

    [Fact]
    public async Task Token_is_got_once_and_used_until_it_is_due()
    {
        var keeper = _trial.ClientCredentials();
        Assert.False(keeper.TryGet(out _));
        var token = await keeper.GetAsync(default);
        Assert.Equal("Bearer", token.Type);
        Assert.Equal(_trial.Clock.GetUtcNow().AddMinutes(10), token.ExpiresAt);
        _trial.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.True(keeper.TryGet(out var again));
        Assert.Same(token, again);
        Assert.Same(token, await keeper.GetAsync(default));
        Assert.Single(_trial.Asked);
    }

    [Fact]
    public async Task Good_token_is_handed_out_without_allocating()
    {
        var keeper = _trial.ClientCredentials();
        await keeper.GetAsync(default);
        keeper.TryGet(out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var request = 0; request < 1_000; request++)
        {
            keeper.TryGet(out _);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Due_token_serves_on_while_its_successor_is_got_behind_it()
    {
        var keeper = _trial.ClientCredentials();
        var token = await keeper.GetAsync(default);
        _trial.Clock.Advance(TimeSpan.FromMinutes(8.5));
        Assert.True(keeper.TryGet(out var served));
        Assert.Same(token, served);
        await KeeperTrial.HoldsAsync(() => keeper.TryGet(out var next) && next.Value != token.Value);
        Assert.Equal(2, _trial.Asked.Count);
    }

    [Fact]
    public async Task Thousand_requests_at_the_moment_of_expiry_make_one_renewal()
    {
        var keeper = _trial.ClientCredentials();
        var old = await keeper.GetAsync(default);
        _trial.Clock.Advance(TimeSpan.FromMinutes(10));
        using var start = new SemaphoreSlim(0);
        var requests = Enumerable
            .Range(0, 1_000)
            .Select(_ =>
                Task.Run(async () =>
                {
                    await start.WaitAsync();
                    return await keeper.GetAsync(default);
                })
            )
            .ToArray();
        start.Release(1_000);
        var tokens = await Task.WhenAll(requests);
        Assert.Equal(2, _trial.Asked.Count);
        Assert.Single(tokens.Distinct());
        Assert.NotEqual(old.Value, tokens[0].Value);
    }

    [Fact]
    public async Task Waiter_that_goes_away_takes_nobody_along()
    {
        var keeper = _trial.ClientCredentials();
        _trial.Provider.Outage(new ProviderOutage(OutageKind.Slow) { Times = 1 }, ProviderEndpoint.Token);
        using var gone = new CancellationTokenSource();
        var first = keeper.GetAsync(gone.Token).AsTask();
        var second = keeper.GetAsync(default).AsTask();
        await KeeperTrial.HoldsAsync(() => _trial.Asked.Count == 1);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.NotNull(await _trial.DriveAsync(new ValueTask<AccessToken>(second)));
        Assert.Single(_trial.Asked);
    }

    [Fact]
    public async Task Provider_that_is_away_for_half_a_minute_fails_nobody_whose_token_is_good_and_is_asked_at_the_pace_of_the_backoff()
    {
        _trial.Provider.Change(static knobs => knobs with { TokenLifetime = TimeSpan.FromSeconds(60) });
        var keeper = _trial.ClientCredentials();
        var token = await keeper.GetAsync(default);
        var start = _trial.Clock.GetUtcNow();
        var (served, failed) = (0, 0);
        List<Task> behind = [];
        for (var request = 0; request < 10_000; request++)
        {
            _trial.Clock.Advance(TimeSpan.FromMilliseconds(10));
            if (request == 4_000)
            {
                _trial.Provider.Outage(TimeSpan.FromSeconds(30), ProviderEndpoint.Token);
            }

            if (keeper.TryGet(out var held))
            {
                served++;
                token = held;
                continue;
            }

            Assert.True(_trial.Clock.GetUtcNow() >= token.ExpiresAt, "A good token was not served.");
            try
            {
                token = await _trial.DriveAsync(keeper.GetAsync(default));
            }
            catch (ProviderUnavailableException away)
            {
                Assert.NotNull(away.RetryAfter);
                failed++;
            }
        }

        var asked = _trial
            .Asked.Select(request => (request.ReceivedAt - start).TotalSeconds)
            .Where(static at => at is > 40 and <= 70)
            .ToArray();
        // 1 s doubling, half of it chance: 5 in 30 s where all waits are long, 7 where all are short; and one more of each waiting request.
        Assert.InRange(asked.Length, 1, 9);
        for (var next = 2; next < asked.Length; next++)
        {
            Assert.True(asked[next] - asked[next - 1] >= 0.49, string.Join(' ', asked));
        }

        Assert.True(served > 7_000);
        Assert.True(failed < 3_000);
    }

    [Fact]
    public async Task Request_without_a_good_token_fails_at_once_between_two_tries()
    {
        var keeper = _trial.ClientCredentials();
        _trial.Provider.Outage(endpoint: ProviderEndpoint.Token);
        await Assert.ThrowsAsync<ProviderUnavailableException>(() => _trial.DriveAsync(keeper.GetAsync(default)));
        var asked = _trial.Asked.Count;
        var away = await Assert.ThrowsAsync<ProviderUnavailableException>(() => keeper.GetAsync(default).AsTask());
        Assert.InRange(away.RetryAfter!.Value, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
        Assert.Equal(_trial.Provider.AddressOf(ProviderEndpoint.Token), away.Provider);
        Assert.Equal(asked, _trial.Asked.Count);
        _trial.Provider.EndOutages();
        _trial.Clock.Advance(away.RetryAfter.Value);
        Assert.NotNull(await keeper.GetAsync(default));
    }

    [Fact]
    public async Task Short_absence_is_bridged_while_a_request_waits()
    {
        var keeper = _trial.ClientCredentials();
        _trial.Provider.Outage(endpoint: ProviderEndpoint.Token, times: 1);
        Assert.NotNull(await _trial.DriveAsync(keeper.GetAsync(default)));
        Assert.Equal(2, _trial.Asked.Count);
    }

    [Fact]
    public async Task Retry_after_of_the_provider_is_kept_to()
    {
        var keeper = _trial.ClientCredentials();
        _trial.Provider.Outage(
            new ProviderOutage(OutageKind.Status) { StatusCode = 429, For = TimeSpan.FromSeconds(90) },
            ProviderEndpoint.Token
        );
        var away = await Assert.ThrowsAsync<ProviderUnavailableException>(() => keeper.GetAsync(default).AsTask());
        Assert.InRange(away.RetryAfter!.Value, TimeSpan.FromSeconds(89), TimeSpan.FromSeconds(91));
        _trial.Clock.Advance(TimeSpan.FromSeconds(89));
        await Assert.ThrowsAsync<ProviderUnavailableException>(() => keeper.GetAsync(default).AsTask());
        Assert.Single(_trial.Asked);
        _trial.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.NotNull(await keeper.GetAsync(default));
    }

    [Fact]
    public async Task Provider_that_hangs_ends_in_a_typed_error_and_not_in_waiting()
    {
        var keeper = _trial.ClientCredentials();
        _trial.Provider.Outage(endpoint: ProviderEndpoint.Token, kind: OutageKind.Hang);
        var request = keeper.GetAsync(default).AsTask();
        await KeeperTrial.HoldsAsync(() => _trial.Asked.Count == 1);
        _trial.Clock.Advance(TimeSpan.FromSeconds(10));
        var away = await Assert.ThrowsAsync<ProviderUnavailableException>(() => request);
        Assert.Contains("in time", away.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SpoiltAnswer.Garbage)]
    [InlineData(SpoiltAnswer.Html)]
    [InlineData(SpoiltAnswer.Empty)]
    [InlineData(SpoiltAnswer.Huge)]
    public async Task Answer_that_is_none_is_a_typed_error(SpoiltAnswer spoilt)
    {
        var keeper = _trial.ClientCredentials();
        _trial.Provider.Change(knobs => knobs with { Spoilt = knobs.Spoilt.SetItem(ProviderEndpoint.Token, spoilt) });
        await Assert.ThrowsAsync<ProviderUnavailableException>(() => _trial.DriveAsync(keeper.GetAsync(default)));
    }

    [Fact]
    public async Task Refused_client_is_told_in_the_provider_s_words_and_the_provider_is_left_alone_for_a_while()
    {
        var keeper = _trial.Keeper(static options => options.ClientCredentials("lab-confidential", "wrong secret"));
        var refused = await Assert.ThrowsAsync<AuthenticationFailedException>(() => keeper.GetAsync(default).AsTask());
        Assert.Same(Causes.Grant.ClientRejected, refused.Cause);
        Assert.Contains("invalid_client: The secret is not the client's.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong secret", refused.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<AuthenticationFailedException>(() => keeper.GetAsync(default).AsTask());
        Assert.Single(_trial.Asked);
    }

    [Fact]
    public async Task Refused_token_is_replaced_once_for_all_who_were_refused()
    {
        var keeper = _trial.ClientCredentials();
        var refused = await keeper.GetAsync(default);
        var next = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => Task.Run(() => keeper.RenewAsync(refused, default).AsTask()))
        );
        Assert.Single(next.Distinct());
        Assert.NotEqual(refused.Value, next[0]!.Value);
        Assert.Equal(2, _trial.Asked.Count);
    }

    [Fact]
    public async Task Resource_that_refuses_every_token_does_not_have_the_provider_asked_each_time()
    {
        var keeper = _trial.ClientCredentials();
        var token = await keeper.GetAsync(default);
        var given = 0;
        for (var request = 0; request < 600; request++)
        {
            _trial.Clock.Advance(TimeSpan.FromMilliseconds(100));
            if (await keeper.RenewAsync(token, default) is { } next)
            {
                given++;
                token = next;
            }
        }

        Assert.InRange(given, 5, 9);
        Assert.Equal(given + 1, _trial.Asked.Count);
    }

    [Theory]
    [InlineData(3_600, false)]
    [InlineData(-3_600, false)]
    [InlineData(3_600, true)]
    public async Task Clock_of_the_provider_does_not_shorten_or_lengthen_a_token_s_life(int ahead, bool opaque)
    {
        _trial.Provider.Change(knobs => knobs with { ClockSkew = TimeSpan.FromSeconds(ahead), OpaqueTokens = opaque });
        var keeper = _trial.ClientCredentials();
        var token = await keeper.GetAsync(default);
        Assert.Equal(_trial.Clock.GetUtcNow().AddMinutes(10), token.ExpiresAt);
    }

    [Fact]
    public async Task Clock_that_is_set_forward_or_back_keeps_no_ended_token_in_use()
    {
        var keeper = _trial.ClientCredentials();
        await keeper.GetAsync(default);
        _trial.Clock.StepWallClock(TimeSpan.FromHours(-5));
        _trial.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.False(keeper.TryGet(out _));
        await keeper.GetAsync(default);
        _trial.Clock.StepWallClock(TimeSpan.FromHours(1));
        Assert.False(keeper.TryGet(out _));
    }

    [Fact]
    public async Task Token_that_has_ended_when_it_comes_is_handed_out_and_not_asked_for_without_end()
    {
        _trial.Provider.Change(static knobs => knobs with { TokenLifetime = TimeSpan.FromMinutes(-5) });
        var keeper = _trial.ClientCredentials();
        for (var request = 0; request < 100; request++)
        {
            Assert.NotNull(await keeper.GetAsync(default));
        }

        Assert.InRange(_trial.Asked.Count, 1, 2);
    }

    [Fact]
    public async Task Missing_scope_is_asked_for_where_it_is_allowed_and_kept_from_then_on()
    {
        var keeper = _trial.Keeper(static options =>
            options
                .ClientCredentials(KeeperTrial.ClientId, KeeperTrial.ClientSecret)
                .WithScopes("orders:read")
                .AllowScopes("orders:write")
        );
        var token = await keeper.GetAsync(default);
        var wider = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ =>
                    Task.Run(() => keeper.WidenAsync(token, new TokenNeeds(["orders:write"]), default).AsTask())
                )
        );
        Assert.Single(wider.Distinct());
        Assert.Equal(["orders:read", "orders:write"], wider[0]!.Scopes);
        Assert.Equal(2, _trial.Asked.Count);
        Assert.Null(await keeper.WidenAsync(wider[0]!, new TokenNeeds(["orders:write"]), default));
        _trial.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(["orders:read", "orders:write"], (await keeper.GetAsync(default)).Scopes);
    }

    [Fact]
    public async Task Scope_that_is_not_allowed_is_not_asked_for()
    {
        var keeper = _trial.ClientCredentials();
        var token = await keeper.GetAsync(default);
        Assert.Null(await keeper.WidenAsync(token, new TokenNeeds(["admin"]), default));
        Assert.Single(_trial.Asked);
    }

    [Fact]
    public async Task Step_up_is_the_program_s_and_is_asked_for_once()
    {
        var asked = new List<TokenNeeds>();
        var keeper = _trial.Keeper(options =>
        {
            options.ClientCredentials(KeeperTrial.ClientId, KeeperTrial.ClientSecret);
            options.StepUp = (needs, _) =>
            {
                asked.Add(needs);
                return ValueTask.FromResult<AccessToken?>(new AccessToken("stepped-up"));
            };
        });
        var token = await keeper.GetAsync(default);
        var needs = new TokenNeeds([], "urn:strong", TimeSpan.FromMinutes(5));
        var stepped = await keeper.WidenAsync(token, needs, default);
        Assert.Equal("stepped-up", stepped!.Value);
        Assert.True(keeper.TryGet(out var held));
        Assert.Same(stepped, held);
        Assert.Null(await keeper.WidenAsync(stepped, needs, default));
        Assert.Equal([needs], asked);
    }
}
