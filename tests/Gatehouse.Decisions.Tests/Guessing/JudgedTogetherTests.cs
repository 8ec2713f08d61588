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
    public async Task More_than_a_program_has_connections_are_told_to_come_back()
    {
        await using var setup = await StartAsync();
        var tries = Enumerable.Range(0, 400).Select(_ => setup.TryAsync("alice", "right")).ToArray();
        _hashed.SetResult();
        var answers = await Task.WhenAll(tries);
        Assert.Equal(256, answers.Count(answer => answer == "in"));
        Assert.Equal(144, answers.Count(answer => answer == "server.busy"));
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
        Assert.False(owner.IsCompleted);
        asked.SetResult();
        Assert.Equal("credentials.throttled 30", await stranger);
        Assert.Equal("in", await owner);
    }

    private async Task<GuessSetup> StartAsync()
    {
        var setup = await GuessSetup.StartAsync();
        setup.Passwords.Until = _hashed.Task;
        return setup;
    }
}
