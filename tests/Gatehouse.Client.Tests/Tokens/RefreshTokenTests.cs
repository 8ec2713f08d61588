using Gatehouse.Client.Tokens;
using Gatehouse.Lab.Provider;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Tests.Tokens;

public sealed class RefreshTokenTests : IAsyncLifetime
{
    private KeeperTrial _trial = null!;
    private KeptRefreshToken _store = null!;

    public async ValueTask InitializeAsync()
    {
        _trial = await KeeperTrial.StartAsync();
        _store = new(RefreshToken());
    }

    public ValueTask DisposeAsync() => _trial.DisposeAsync();

    [Fact]
    public async Task Replaced_refresh_token_is_stored_and_used_the_next_time()
    {
        var keeper = Keeper();
        for (var times = 1; times <= 3; times++)
        {
            Assert.NotNull(await keeper.GetAsync(default));
            Assert.Equal(times, _store.Written.Distinct().Count());
            _trial.Clock.Advance(TimeSpan.FromMinutes(10));
        }
    }

    [Fact]
    public async Task Store_that_fails_costs_no_session()
    {
        var keeper = Keeper();
        _store.Fails = true;
        Assert.NotNull(await keeper.GetAsync(default));
        _trial.Clock.Advance(TimeSpan.FromMinutes(10));
        _store.Fails = false;
        Assert.NotNull(await keeper.GetAsync(default));
        Assert.NotEmpty(_store.Written);
    }

    [Fact]
    public async Task Answer_that_was_lost_is_survived_where_the_provider_takes_the_old_token_a_little_longer()
    {
        _trial.Provider.Change(static knobs => knobs with { RefreshGrace = TimeSpan.FromSeconds(30) });
        var keeper = Keeper();
        Lose(true);
        var first = keeper.GetAsync(default).AsTask();
        await KeeperTrial.HoldsAsync(() => _trial.Asked.Count == 1);
        await KeeperTrial.HoldsAsync(() => first.IsCompleted || _trial.Clock.UntilNextTimer < TimeSpan.FromSeconds(3));
        Lose(false);
        Assert.NotNull(await _trial.DriveAsync(new ValueTask<AccessToken>(first)));
        Assert.Equal(_trial.Asked[0].Parameters["refresh_token"], _trial.Asked[1].Parameters["refresh_token"]);
        Assert.Single(_store.Written);
    }

    [Fact]
    public async Task Answer_that_was_lost_where_the_provider_knows_no_grace_is_named_in_the_error()
    {
        var keeper = Keeper();
        Lose(true);
        var first = keeper.GetAsync(default).AsTask();
        await KeeperTrial.HoldsAsync(() => _trial.Asked.Count == 1);
        await KeeperTrial.HoldsAsync(() => first.IsCompleted || _trial.Clock.UntilNextTimer < TimeSpan.FromSeconds(3));
        Lose(false);
        var ended = await Assert.ThrowsAsync<AuthenticationFailedException>(() =>
            _trial.DriveAsync(new ValueTask<AccessToken>(first))
        );
        Assert.Same(Causes.Grant.Invalid, ended.Cause);
        Assert.Contains("lost on the way", ended.Message, StringComparison.Ordinal);
        Assert.Null(_store.Kept);
    }

    [Fact]
    public async Task Session_that_was_ended_is_begun_anew_by_the_program_where_a_request_waits()
    {
        List<SignInRequest> asked = [];
        _store.Kept = "ended-long-ago";
        var keeper = Keeper(options =>
            options.SignIn = (request, _) =>
            {
                asked.Add(request);
                return ValueTask.FromResult<string?>(RefreshToken());
            }
        );
        Assert.NotNull(await keeper.GetAsync(default));
        Assert.Same(Causes.Credentials.Rejected, Assert.Single(asked).Cause);
    }

    [Fact]
    public async Task Person_is_not_asked_behind_a_token_that_is_good_and_a_warning_says_when_it_ends()
    {
        var asked = 0;
        var keeper = Keeper(options =>
            options.SignIn = (_, _) =>
            {
                asked++;
                return ValueTask.FromResult<string?>(null);
            }
        );
        var token = await keeper.GetAsync(default);
        _trial.Provider.RevokeAll();
        _trial.Clock.Advance(TimeSpan.FromMinutes(8.5));
        Assert.True(keeper.TryGet(out _));
        await KeeperTrial.HoldsAsync(() => _trial.Warnings.Count > 0);
        Assert.Equal(token.ExpiresAt, Assert.Single(_trial.Warnings).EndsAt);
        Assert.True(keeper.TryGet(out var held));
        Assert.Same(token, held);
        Assert.Equal(0, asked);
        var count = _trial.Asked.Count;
        _trial.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True(keeper.TryGet(out _));
        Assert.Equal(count, _trial.Asked.Count);

        _trial.Clock.Advance(TimeSpan.FromMinutes(2));
        var refused = await Assert.ThrowsAsync<AuthenticationFailedException>(() => keeper.GetAsync(default).AsTask());
        Assert.Same(Causes.Provider.LoginFailed, refused.Cause);
        Assert.Equal(1, asked);
        await Assert.ThrowsAsync<AuthenticationFailedException>(() => keeper.GetAsync(default).AsTask());
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Token_that_another_process_has_replaced_meanwhile_is_read_from_the_store()
    {
        _store.Kept = RefreshToken();
        var keeper = Keeper();
        var first = _store.Kept;
        var other = RefreshToken();
        _trial.Provider.Revoke(first);
        var reads = 0;
        var racing = _trial.Keeper(options =>
            options.RefreshToken(
                ClientIdentity.WithSecret(KeeperTrial.ClientId, KeeperTrial.ClientSecret),
                new RacingStore(() => reads++ == 0 ? first : other)
            )
        );
        Assert.NotNull(await racing.GetAsync(default));
        Assert.Equal(2, _trial.Asked.Count);
        Assert.NotNull(keeper);
    }

    private ITokenKeeper Keeper(Action<BearerOptions>? configure = null) =>
        _trial.Keeper(options =>
        {
            options.RefreshToken(ClientIdentity.WithSecret(KeeperTrial.ClientId, KeeperTrial.ClientSecret), _store);
            configure?.Invoke(options);
        });

    private string RefreshToken() =>
        _trial.Provider.Mint(
            new TokenOrder
            {
                Kind = TokenKind.Refresh,
                Subject = "alice",
                ClientId = KeeperTrial.ClientId,
                Scope = "openid profile",
            }
        );

    private void Lose(bool on) =>
        _trial.Provider.Change(knobs =>
            knobs with
            {
                Spoilt = on
                    ? knobs.Spoilt.SetItem(ProviderEndpoint.Token, SpoiltAnswer.Garbage)
                    : knobs.Spoilt.Remove(ProviderEndpoint.Token),
            }
        );

    private sealed class RacingStore(Func<string?> read) : IRefreshTokenStore
    {
        public ValueTask<string?> ReadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(read());

        public ValueTask WriteAsync(string? refreshToken, CancellationToken cancellationToken) => default;
    }
}
