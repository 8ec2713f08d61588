using Gatehouse.Client.Tokens;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Tests.Tokens;

public sealed class DeviceCodeTests : IAsyncLifetime
{
    private KeeperTrial _trial = null!;
    private ShownCode _prompt = null!;

    public async ValueTask InitializeAsync()
    {
        _trial = await KeeperTrial.StartAsync();
        _trial.Prompt = _prompt = new ShownCode();
    }

    public ValueTask DisposeAsync() => _trial.DisposeAsync();

    [Fact]
    public async Task Person_approves_once_and_the_session_goes_on_by_its_refresh_token()
    {
        var keeper = Keeper();
        var requests = Enumerable.Range(0, 20).Select(_ => keeper.GetAsync(default).AsTask()).ToArray();
        await KeeperTrial.HoldsAsync(() => _prompt.Codes.Count == 1);
        await AnswerAsync("lab_account=alice");
        await _trial.DriveAsync(new ValueTask<AccessToken[]>(Task.WhenAll(requests)));
        Assert.True(_prompt.IsOver);
        Assert.Same(Causes.Credentials.Missing, _prompt.Requests[0].Cause);
        _trial.Clock.Advance(TimeSpan.FromMinutes(10));
        await keeper.GetAsync(default);
        Assert.Single(_prompt.Codes);
        Assert.Equal("refresh_token", _trial.Asked[^1].Parameters["grant_type"]);
    }

    [Fact]
    public async Task Provider_that_wants_to_be_asked_less_often_is()
    {
        var keeper = Keeper();
        var request = keeper.GetAsync(default).AsTask();
        await KeeperTrial.HoldsAsync(() => _prompt.Codes.Count == 1);
        await WaitForPollsAsync(1, TimeSpan.FromSeconds(1));
        _trial.Provider.Change(static knobs => knobs with { DeviceInterval = TimeSpan.FromSeconds(4) });
        await WaitForPollsAsync(2, TimeSpan.FromSeconds(1));
        // slow_down adds five seconds to the interval (RFC 8628 section 3.5).
        await KeeperTrial.HoldsAsync(() => _trial.Clock.UntilNextTimer > TimeSpan.FromSeconds(5.5));
        await AnswerAsync("lab_account=alice");
        _trial.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.NotNull(await request);
        Assert.Equal(3, _trial.Asked.Count);
    }

    [Fact]
    public async Task Person_who_says_no_ends_it_for_all_and_is_not_asked_again_at_once()
    {
        var keeper = Keeper();
        var request = keeper.GetAsync(default).AsTask();
        await KeeperTrial.HoldsAsync(() => _prompt.Codes.Count == 1);
        await AnswerAsync("answer=deny");
        var refused = await Assert.ThrowsAsync<AuthenticationFailedException>(() =>
            _trial.DriveAsync(new ValueTask<AccessToken>(request))
        );
        Assert.Same(Causes.Provider.LoginFailed, refused.Cause);
        await Assert.ThrowsAsync<AuthenticationFailedException>(() => keeper.GetAsync(default).AsTask());
        Assert.Single(_prompt.Codes);
        Assert.True(_prompt.IsOver);
    }

    [Fact]
    public async Task Code_that_nobody_uses_ends_with_its_time()
    {
        _trial.Provider.Change(static knobs => knobs with { DeviceLifetime = TimeSpan.FromSeconds(5) });
        var refused = await Assert.ThrowsAsync<AuthenticationFailedException>(() =>
            _trial.DriveAsync(Keeper().GetAsync(default))
        );
        Assert.Contains(refused.Cause, new[] { Causes.Provider.LoginFailed, Causes.Grant.Invalid });
    }

    [Fact]
    public async Task Ended_session_asks_the_person_again_and_says_why()
    {
        var keeper = Keeper();
        var first = keeper.GetAsync(default).AsTask();
        await KeeperTrial.HoldsAsync(() => _prompt.Codes.Count == 1);
        await AnswerAsync("lab_account=alice");
        await _trial.DriveAsync(new ValueTask<AccessToken>(first));
        _trial.Provider.RevokeAll();
        _trial.Clock.Advance(TimeSpan.FromMinutes(10));
        var second = keeper.GetAsync(default).AsTask();
        await KeeperTrial.HoldsAsync(() => _prompt.Codes.Count == 2);
        await AnswerAsync("lab_account=alice");
        Assert.NotNull(await _trial.DriveAsync(new ValueTask<AccessToken>(second)));
        Assert.Same(Causes.Credentials.Rejected, _prompt.Requests[1].Cause);
    }

    private ITokenKeeper Keeper() =>
        _trial.Keeper(
            options =>
                options.From(_trial.Provider.Issuer).WithScopes("openid").DeviceCode(ClientIdentity.Public("lab")),
            atLab: false
        );

    private async Task WaitForPollsAsync(int polls, TimeSpan interval)
    {
        await KeeperTrial.HoldsAsync(() => _trial.Clock.UntilNextTimer == interval);
        _trial.Clock.Advance(interval);
        await KeeperTrial.HoldsAsync(() => _trial.Asked.Count == polls);
    }

    private async Task AnswerAsync(string answer)
    {
        using var person = new HttpClient();
        var page = $"{_prompt.Codes[^1].VerificationUriComplete}&{answer}";
        using var response = await person.PostAsync(page, content: null);
        Assert.True(response.IsSuccessStatusCode);
    }

    private sealed class ShownCode : ISignInPrompt
    {
        private CancellationToken _over;

        public List<DeviceCode> Codes { get; } = [];

        public List<SignInRequest> Requests { get; } = [];

        public bool IsOver => _over.IsCancellationRequested;

        public ValueTask<PasswordCredential?> AskPasswordAsync(
            SignInRequest request,
            CancellationToken cancellationToken
        ) => ValueTask.FromResult<PasswordCredential?>(null);

        public ValueTask ShowDeviceCodeAsync(
            SignInRequest request,
            DeviceCode code,
            CancellationToken cancellationToken
        )
        {
            _over = cancellationToken;
            Requests.Add(request);
            Codes.Add(code);
            return default;
        }
    }
}
