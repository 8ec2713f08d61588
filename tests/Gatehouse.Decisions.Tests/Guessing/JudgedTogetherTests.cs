namespace Gatehouse.Decisions.Tests.Guessing;

public sealed class JudgedTogetherTests
{
    private readonly TaskCompletionSource _hashed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData("right", "in")]
    [InlineData("wrong", "password.wrong")]
    public async Task Password_asked_of_many_connections_at_once_is_judged_once(string password, string told)
    {
        await using var setup = await StartAsync();
        var tries = Enumerable.Range(0, 40).Select(_ => setup.TryAsync("alice", password)).ToArray();
        Assert.Equal(1, setup.Passwords.Count);
        Assert.DoesNotContain(tries, asked => asked.IsCompleted);
        _hashed.SetResult();
        Assert.All(await Task.WhenAll(tries), answer => Assert.Equal(told, answer));
        Assert.Equal(1, setup.Passwords.Count);
    }

    [Fact]
    public async Task Wrong_password_asked_of_many_connections_at_once_counts_once()
    {
        await using var setup = await StartAsync();
        var tries = Enumerable.Range(0, 40).Select(_ => setup.TryAsync("alice", "wrong")).ToArray();
        _hashed.SetResult();
        await Task.WhenAll(tries);
        Assert.Equal(4, await setup.GuessAsync("alice", 8));
    }

    [Fact]
    public async Task Next_one_is_judged_where_the_client_of_the_first_goes_away()
    {
        await using var setup = await StartAsync();
        using var gone = new CancellationTokenSource();
        var first = setup.TryAsync("alice", "right", cancellationToken: gone.Token);
        var second = setup.TryAsync("alice", "right");
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _hashed.SetResult();
        Assert.Equal("in", await second);
        Assert.Equal(2, setup.Passwords.Count);
    }

    [Fact]
    public async Task Waiting_client_that_goes_away_takes_nothing_from_the_others()
    {
        await using var setup = await StartAsync();
        using var gone = new CancellationTokenSource();
        var first = setup.TryAsync("alice", "right");
        var second = setup.TryAsync("alice", "right", cancellationToken: gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        _hashed.SetResult();
        Assert.Equal("in", await first);
        Assert.Equal(1, setup.Passwords.Count);
    }

    [Theory]
    [InlineData("alice", "right", "198.51.100.8")]
    [InlineData("alice", "Right", "198.51.100.7")]
    [InlineData("alicer", "ight", "198.51.100.7")]
    public async Task Another_address_name_or_password_is_judged_for_itself(
        string name,
        string password,
        string address
    )
    {
        await using var setup = await StartAsync();
        var first = setup.TryAsync("alice", "right");
        var other = setup.TryAsync(name, password, address);
        Assert.Equal(2, setup.Passwords.Count);
        _hashed.SetResult();
        Assert.Equal("in", await first);
        await other;
    }

    [Fact]
    public async Task More_than_a_program_has_connections_need_room_of_their_own()
    {
        await using var setup = await StartAsync();
        var tries = Enumerable.Range(0, 400).Select(_ => setup.TryAsync("alice", "right")).ToArray();
        Assert.Equal(1 + 144, setup.Passwords.Count);
        _hashed.SetResult();
        Assert.All(await Task.WhenAll(tries), answer => Assert.Equal("in", answer));
    }

    [Fact]
    public async Task Connections_that_went_away_leave_their_places_to_others()
    {
        await using var setup = await StartAsync();
        using var gone = new CancellationTokenSource();
        var first = setup.TryAsync("alice", "right");
        var left = Enumerable
            .Range(0, 255)
            .Select(_ => setup.TryAsync("alice", "right", cancellationToken: gone.Token))
            .ToArray();
        await gone.CancelAsync();
        foreach (var asked in left)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        }

        var next = setup.TryAsync("alice", "right");
        Assert.Equal(1, setup.Passwords.Count);
        _hashed.SetResult();
        Assert.Equal("in", await first);
        Assert.Equal("in", await next);
    }

    [Fact]
    public async Task Guess_is_told_apart_from_no_other_where_the_queue_is_full()
    {
        await using var setup = await StartAsync();
        var owner = setup.TryAsync("alice", "right");
        setup.Passwords.HasNoRoom = true;
        Assert.Equal("server.busy", await setup.TryAsync("alice", "right"));
        Assert.Equal("server.busy", await setup.TryAsync("alice", "another"));
        _hashed.SetResult();
        Assert.Equal("in", await owner);
    }

    [Fact]
    public async Task User_who_is_disabled_meanwhile_is_refused_to_whoever_asks_then()
    {
        await using var setup = await StartAsync();
        var first = setup.TryAsync("alice", "right");
        setup.Directory.Put("alice", user => user with { Disabled = true });
        var second = setup.TryAsync("alice", "right");
        _hashed.SetResult();
        Assert.Equal("in", await first);
        Assert.Equal("user.disabled", await second);
    }

    [Fact]
    public async Task Stranger_who_is_held_up_learns_nothing_from_the_owner_s_sign_in_at_the_same_address()
    {
        await using var setup = await StartAsync();
        var device = await setup.DeviceOfAsync("alice");
        setup.Passwords.Until = Task.CompletedTask;
        await setup.GuessAsync("alice", 8);
        setup.Passwords.Until = _hashed.Task;
        var owner = setup.TryAsync("alice", "right", cookie: device);
        Assert.Equal("credentials.throttled 30", await setup.TryAsync("alice", "right"));
        _hashed.SetResult();
        Assert.Equal("in", await owner);
    }

    [Fact]
    public async Task Failure_is_nobody_else_s_verdict()
    {
        await using var setup = await StartAsync();
        using var gone = new CancellationTokenSource();
        var first = setup.TryAsync("alice", "right", cancellationToken: gone.Token);
        var second = setup.TryAsync("alice", "right");
        setup.Passwords.Failure = new InvalidOperationException("out of order");
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Assert.ThrowsAsync<InvalidOperationException>(() => second);
        setup.Passwords.Failure = null;
        _hashed.SetResult();
        Assert.Equal("in", await setup.TryAsync("alice", "right"));
    }

    [Fact]
    public async Task Owner_s_browser_is_not_held_up_with_a_stranger_who_asks_the_same_at_the_same_time()
    {
        await using var setup = await StartAsync();
        var device = await setup.DeviceOfAsync("alice");
        _hashed.SetResult();
        await setup.GuessAsync("alice", 8);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        setup.Store.Until = asked.Task;
        var stranger = setup.TryAsync("alice", "right");
        var owner = setup.TryAsync("alice", "right", cookie: device);
        asked.SetResult();
        Assert.StartsWith("credentials.throttled", await stranger, StringComparison.Ordinal);
        Assert.Equal("in", await owner);
    }

    private async Task<GuessSetup> StartAsync()
    {
        var setup = await GuessSetup.StartAsync();
        setup.Passwords.Until = _hashed.Task;
        return setup;
    }
}
