using System.Net;

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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Waiting_client_that_goes_away_takes_nothing_from_the_others(bool heldUp)
    {
        await using var setup = await StartAsync();
        if (heldUp)
        {
            await MistakeAsync(setup);
        }

        var before = setup.Passwords.Count;
        using var gone = new CancellationTokenSource();
        var first = setup.TryAsync("alice", "right");
        var second = setup.TryAsync("alice", "right", cancellationToken: gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        _hashed.SetResult();
        Assert.Equal("in", await first);
        Assert.Equal(before + 1, setup.Passwords.Count);
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
    public async Task Neighbour_s_connections_leave_a_program_s_their_places()
    {
        await using var setup = await StartAsync();
        var neighbour = Enumerable.Range(0, 256).Select(_ => setup.TryAsync("alice", "wrong")).ToArray();
        var program = Enumerable.Range(0, 40).Select(_ => setup.TryAsync("alice", "right")).ToArray();
        Assert.Equal(2, setup.Passwords.Count);
        _hashed.SetResult();
        Assert.All(await Task.WhenAll(program), answer => Assert.Equal("in", answer));
        Assert.All(await Task.WhenAll(neighbour), answer => Assert.Equal("password.wrong", answer));
    }

    [Fact]
    public async Task Wrong_password_is_compared_once_where_the_store_fails_behind_it()
    {
        await using var setup = await StartAsync();
        var tries = Enumerable.Range(0, 3).Select(_ => setup.TryAsync("alice", "wrong")).ToArray();
        setup.Store.IsGone = true;
        _hashed.SetResult();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => tries[0]);
        Assert.Equal(["password.wrong", "password.wrong"], await Task.WhenAll(tries[1..]));
        Assert.Equal(1, setup.Passwords.Count);
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task User_who_is_disabled_meanwhile_is_refused_to_whoever_asks_then(bool heldUp)
    {
        await using var setup = await StartAsync();
        if (heldUp)
        {
            await MistakeAsync(setup);
        }

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

    [Fact]
    public async Task Program_s_connections_after_four_mistakes_are_not_held_up_by_their_own_first()
    {
        await using var setup = await StartAsync();
        await MistakeAsync(setup);
        await AllGetInAsync(setup);
    }

    [Fact]
    public async Task Program_s_connections_from_a_known_place_are_not_held_up_by_one_another()
    {
        await using var setup = await HeldAsync();
        KnowPlace(setup);
        await AllGetInAsync(setup);
    }

    [Fact]
    public async Task Browser_s_connections_are_not_held_up_by_one_another()
    {
        await using var setup = await HeldAsync();
        await AllGetInAsync(setup, await setup.DeviceOfAsync("alice"));
    }

    [Fact]
    public async Task Of_a_wrong_password_on_many_connections_one_more_is_judged_while_something_holds()
    {
        await using var setup = await StartAsync();
        await MistakeAsync(setup);
        var tries = Enumerable.Range(0, 40).Select(_ => setup.TryAsync("alice", "wrong")).ToArray();
        _hashed.SetResult();
        var told = await Task.WhenAll(tries);
        Assert.Equal("password.wrong", told[0]);
        Assert.All(told[1..], answer => Assert.Equal("credentials.throttled 30", answer));
        Assert.Equal(5, setup.Passwords.Count);
    }

    [Fact]
    public async Task Connection_whose_hold_is_found_late_gets_in_with_one_that_was_judged_meanwhile()
    {
        await using var setup = await StartAsync();
        await MistakeAsync(setup);
        var first = setup.TryAsync("alice", "right");
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        setup.Store.Until = looked.Task;
        var second = setup.TryAsync("alice", "right");
        _hashed.SetResult();
        Assert.Equal("in", await first);
        Assert.False(second.IsCompleted);
        looked.SetResult();
        Assert.Equal("in", await second);
    }

    [Fact]
    public async Task Guesses_whose_hold_is_found_late_are_not_let_in_behind_an_owner_who_signed_in_meanwhile()
    {
        await using var setup = await StartAsync();
        await MistakeAsync(setup);
        var owner = setup.TryAsync("alice", "right");
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        setup.Store.Until = looked.Task;
        Task<string>[] guesses = [setup.TryAsync("alice", "right"), setup.TryAsync("alice", "Right")];
        _hashed.SetResult();
        Assert.Equal("in", await owner);
        looked.SetResult();
        Assert.All(
            await Task.WhenAll(guesses),
            told => Assert.StartsWith("credentials.throttled", told, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Guesses_are_not_let_in_behind_an_owner_who_is_just_signing_in()
    {
        await using var setup = await StartAsync();
        await MistakeAsync(setup);
        var owner = setup.TryAsync("alice", "right");
        Task<string>[] guesses = [setup.TryAsync("alice", "Right"), setup.TryAsync("alice", "right")];
        Assert.DoesNotContain(guesses, guess => guess.IsCompleted);
        _hashed.SetResult();
        Assert.All(await Task.WhenAll(guesses), told => Assert.Equal("credentials.throttled 30", told));
        Assert.Equal("in", await owner);
        Assert.Equal("in", await setup.TryAsync("alice", "right"));
    }

    [Theory]
    [InlineData("right")]
    [InlineData("Right")]
    public async Task How_soon_somebody_held_up_is_answered_tells_nothing_of_what_is_being_judged(string guess)
    {
        await using var setup = await StartAsync();
        await MistakeAsync(setup);
        var owner = setup.TryAsync("alice", "right");
        var guessed = setup.TryAsync("alice", guess);
        Assert.False(guessed.IsCompleted);
        _hashed.SetResult();
        await guessed;
        Assert.Equal("in", await owner);
    }

    [Theory]
    [InlineData("right")]
    [InlineData("another")]
    public async Task How_soon_somebody_held_up_is_answered_tells_nothing_of_what_many_connections_try(string guess)
    {
        await using var setup = await StartAsync();
        var program = Enumerable.Range(0, 256).Select(_ => setup.TryAsync("alice", "right")).ToArray();
        var counted = Enumerable.Range(0, 5).Select(i => setup.TryAsync("alice", $"wrong {i}")).ToArray();
        var guessed = setup.TryAsync("alice", guess);
        Assert.False(guessed.IsCompleted);
        _hashed.SetResult();
        Assert.Equal("credentials.throttled 30", await guessed);
        Assert.All(await Task.WhenAll(program), told => Assert.Equal("in", told));
        await Task.WhenAll(counted);
    }

    [Fact]
    public async Task Password_that_was_left_before_it_was_judged_lets_in_none_of_those_it_held_up()
    {
        await using var setup = await StartAsync();
        await MistakeAsync(setup);
        using var gone = new CancellationTokenSource();
        var first = setup.TryAsync("alice", "right", cancellationToken: gone.Token);
        var second = setup.TryAsync("alice", "right");
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("credentials.throttled 30", await second);
        Assert.Equal("credentials.throttled 30", await setup.TryAsync("alice", "right"));
    }

    private async Task AllGetInAsync(GuessSetup setup, string? cookie = null)
    {
        var before = setup.Passwords.Count;
        var tries = Enumerable.Range(0, 40).Select(_ => setup.TryAsync("alice", "right", cookie: cookie)).ToArray();
        _hashed.SetResult();
        Assert.All(await Task.WhenAll(tries), told => Assert.Equal("in", told));
        Assert.Equal(before + 1, setup.Passwords.Count);
    }

    // The next one is the last before a hold.
    private async Task MistakeAsync(GuessSetup setup)
    {
        setup.Passwords.Until = Task.CompletedTask;
        Assert.Equal(4, await setup.GuessAsync("alice", 4));
        setup.Passwords.Until = _hashed.Task;
    }

    // Strangers hold up alice everywhere.
    private async Task<GuessSetup> HeldAsync()
    {
        var setup = await StartAsync();
        setup.Passwords.Until = Task.CompletedTask;
        for (var i = 0; i < 4; i++)
        {
            await setup.GuessAsync("alice", 3, "203.0.113." + i);
        }

        Assert.Equal("credentials.throttled 30", await setup.TryAsync("alice", "right"));
        setup.Passwords.Until = _hashed.Task;
        return setup;
    }

    private static void KnowPlace(GuessSetup setup) =>
        setup.Guard.NoteSignIn("alice".GetHashCode(StringComparison.Ordinal), IPAddress.Parse("198.51.100.7"));

    private async Task<GuessSetup> StartAsync()
    {
        var setup = await GuessSetup.StartAsync();
        setup.Passwords.Until = _hashed.Task;
        return setup;
    }
}
