using System.Net;
using Gatehouse.Decisions.Guessing;
using Gatehouse.TestKit;

namespace Gatehouse.Decisions.Tests.Guessing;

public sealed class GuessGuardTests
{
    [Fact]
    public async Task After_five_wrong_passwords_nothing_is_judged_for_a_time_that_grows()
    {
        await using var setup = await GuessSetup.StartAsync();
        Assert.Equal(5, await setup.GuessAsync("alice", 8));
        Assert.Equal("credentials.throttled 30", await setup.TryAsync("alice", "right"));
        var waits = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            var told = await setup.TryAsync("alice", "wrong " + i);
            var wait = int.Parse(told.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
            waits.Add(told.Split(' ')[1]);
            setup.Time.StepWallClock(TimeSpan.FromSeconds(wait));
            Assert.Equal("password.wrong", await setup.TryAsync("alice", "wrong again " + i));
        }

        // 30 minutes forgive one failure, so the longest wait follows twice.
        Assert.Equal(["30", "60", "120", "240", "480", "900", "900", "900"], waits);
    }

    [Fact]
    public async Task Free_failure_does_not_hold_a_thread_whose_time_was_read_before()
    {
        await using var setup = await GuessSetup.StartAsync();
        Assert.Equal("password.wrong", await setup.TryAsync("alice", "wrong"));
        setup.Time.StepWallClock(-TimeSpan.FromMilliseconds(1));
        Assert.Equal("in", await setup.TryAsync("alice", "right"));
    }

    [Fact]
    public async Task Invented_name_is_counted_and_answered_as_a_real_one()
    {
        await using var setup = await GuessSetup.StartAsync();
        var real = new List<string>();
        var invented = new List<string>();
        var questions = 0;
        for (var i = 0; i < 40; i++)
        {
            real.Add(await setup.TryAsync("alice", "wrong " + i, "198.51.100.7"));
            var before = setup.Store.Questions;
            invented.Add(await setup.TryAsync("nobody", "wrong " + i, "198.51.100.8"));
            questions += setup.Store.Questions - before;
            setup.Time.StepWallClock(TimeSpan.FromSeconds(7));
        }

        Assert.Equal(
            real.Select(told => told.Replace("password.wrong", "user.unknown", StringComparison.Ordinal)),
            invented
        );
        Assert.Equal(questions, setup.Store.Questions - questions);
    }

    [Theory]
    [InlineData("ALICE")]
    [InlineData(" alice ")]
    [InlineData("ａｌｉｃｅ")]
    [InlineData("Alice")]
    public async Task All_forms_of_a_name_share_one_counter(string form)
    {
        await using var setup = await GuessSetup.StartAsync();
        await setup.GuessAsync(form, 5);
        Assert.StartsWith("credentials.throttled", await setup.TryAsync("alice", "right"));
    }

    [Theory]
    [InlineData("2001:db8::1", "2001:db8::ffff:2")]
    [InlineData("198.51.100.7", "::ffff:198.51.100.7")]
    public async Task All_addresses_of_one_subscriber_share_one_counter(string first, string second)
    {
        await using var setup = await GuessSetup.StartAsync();
        await setup.GuessAsync("alice", 5, first);
        Assert.StartsWith("credentials.throttled", await setup.TryAsync("alice", "right", second));
        Assert.Equal("in", await setup.TryAsync("alice", "right", "2001:db8:1::1"));
    }

    [Fact]
    public async Task Program_that_repeats_one_wrong_password_is_counted_and_hashed_once()
    {
        await using var setup = await GuessSetup.StartAsync();
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal("password.wrong", await setup.TryAsync("alice", "old password"));
            Assert.Equal("user.unknown", await setup.TryAsync("nobody", "old password"));
            setup.Time.StepWallClock(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(2, setup.Passwords.Count);
        Assert.Equal("in", await setup.TryAsync("alice", "right"));
    }

    [Fact]
    public async Task Repeated_password_is_judged_again_once_the_users_password_has_changed()
    {
        await using var setup = await GuessSetup.StartAsync();
        Assert.Equal("password.wrong", await setup.TryAsync("alice", "old password"));
        setup.Directory.Put("alice", static user => user with { PasswordHash = "another" });
        Assert.Equal("password.wrong", await setup.TryAsync("alice", "old password"));
        Assert.Equal(2, setup.Passwords.Count);
    }

    [Fact]
    public async Task Right_password_takes_back_what_was_counted_and_forgives_the_pair()
    {
        await using var setup = await GuessSetup.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            await setup.GuessAsync("alice", 4);
            setup.Time.StepWallClock(TimeSpan.FromHours(2));
            Assert.Equal("in", await setup.TryAsync("alice", "right"));
        }
    }

    [Fact]
    public async Task Success_of_one_does_not_forgive_what_others_have_tried()
    {
        await using var setup = await GuessSetup.StartAsync();
        for (var i = 0; i < 11; i++)
        {
            await setup.GuessAsync("alice", 1, "203.0.113." + i);
        }

        Assert.Equal("in", await setup.TryAsync("alice", "right", "198.51.100.1"));
        await setup.GuessAsync("alice", 1, "203.0.113.99");
        Assert.StartsWith("credentials.throttled", await setup.TryAsync("alice", "right", "198.51.100.2"));
    }

    [Fact]
    public async Task Known_device_lets_the_owner_in_while_strangers_are_held()
    {
        await using var setup = await GuessSetup.StartAsync();
        var cookie = await setup.DeviceOfAsync("alice");
        await setup.GuessAsync("alice", 50);
        Assert.StartsWith("credentials.throttled", await setup.TryAsync("alice", "right"));
        Assert.Equal("in", await setup.TryAsync("alice", "right", cookie: cookie));
        Assert.Equal("in", await setup.TryAsync("alice", "right", cookie: "x." + cookie));
    }

    [Fact]
    public async Task Stolen_device_is_counted_for_itself_and_good_for_nobody_else()
    {
        await using var setup = await GuessSetup.StartAsync();
        setup.Directory.Put("bob");
        var cookie = await setup.DeviceOfAsync("bob");
        await setup.GuessAsync("alice", 20);
        Assert.Equal(0, await setup.GuessAsync("alice", 20, cookie: cookie));
        var own = await setup.DeviceOfAsync("alice");
        Assert.Equal(10, await setup.GuessAsync("alice", 50, cookie: own));
        Assert.StartsWith("credentials.throttled", await setup.TryAsync("alice", "right", cookie: own));
        Assert.Equal("in", await setup.TryAsync("alice", "right", cookie: await setup.DeviceOfAsync("alice")));
    }

    [Fact]
    public async Task Forgotten_device_is_a_stranger()
    {
        await using var setup = await GuessSetup.StartAsync();
        var cookie = await setup.DeviceOfAsync("alice");
        await setup.GuessAsync("alice", 20);
        var user = (await setup.Directory.FindUserAsync("alice", CancellationToken.None))!;
        Assert.Equal(1, await setup.Store.ForgetDevicesAsync(user.Id, CancellationToken.None));
        Assert.StartsWith("credentials.throttled", await setup.TryAsync("alice", "right", cookie: cookie));
    }

    [Fact]
    public async Task Address_where_the_user_has_signed_in_is_known_before_and_after_it_is_written()
    {
        await using var setup = await GuessSetup.StartAsync();
        var user = (await setup.Directory.FindUserAsync("alice", CancellationToken.None))!;
        setup.Judge.NoteSignIn(user, IPAddress.Parse("192.0.2.1"));
        for (var i = 0; i < 20; i++)
        {
            await setup.GuessAsync("alice", 1, "203.0.113." + i);
        }

        Assert.StartsWith("credentials.throttled", await setup.TryAsync("alice", "right", "192.0.2.2"));
        Assert.Equal("in", await setup.TryAsync("alice", "right", "192.0.2.1"));
        setup.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("in", await setup.TryAsync("alice", "right", "192.0.2.1"));
        Assert.Equal(5, await setup.GuessAsync("alice", 20, "192.0.2.1"));
    }

    [Fact]
    public async Task Many_at_once_are_no_more_than_many_one_after_the_other()
    {
        await using var setup = await GuessSetup.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => setup.TryAsync("alice", "wrong " + i))));
        Assert.Equal(5, setup.Passwords.Count);
    }

    [Fact]
    public async Task Many_at_once_with_the_right_password_all_get_in()
    {
        await using var setup = await GuessSetup.StartAsync();
        await setup.GuessAsync("alice", 3);
        var told = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(_ => Task.Run(() => setup.TryAsync("alice", "right")))
        );
        Assert.All(told, one => Assert.Equal("in", one));
    }

    [Fact]
    public async Task Password_that_was_not_judged_is_not_counted()
    {
        await using var setup = await GuessSetup.StartAsync();
        setup.Passwords.IsFull = true;
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal("server.busy", await setup.TryAsync("alice", "wrong " + i));
        }

        // A flood costs no look at the store.
        Assert.Equal((0, 0), (setup.Directory.LookUps, setup.Passwords.Count));
        setup.Passwords.IsFull = false;
        Assert.Equal("in", await setup.TryAsync("alice", "right"));
    }

    [Fact]
    public async Task Password_whose_request_was_ended_before_it_was_judged_stays_counted()
    {
        await using var setup = await GuessSetup.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            setup.Passwords.Failure = new OperationCanceledException();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => setup.TryAsync("alice", "wrong " + i));
        }

        setup.Passwords.Failure = null;
        Assert.StartsWith("credentials.throttled", await setup.TryAsync("alice", "another"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hold_outlives_the_process()
    {
        var store = new InMemoryGuesses();
        var time = new ManualTimeProvider();
        await using (var first = await GuessSetup.StartAsync(store, time))
        {
            await first.GuessAsync("alice", 20);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        await using var second = await GuessSetup.StartAsync(store, time);
        Assert.Equal("credentials.throttled 29", await second.TryAsync("alice", "right"));
    }

    [Fact]
    public async Task Forgiven_user_is_forgiven_by_every_process()
    {
        var store = new InMemoryGuesses();
        var time = new ManualTimeProvider();
        await using var first = await GuessSetup.StartAsync(store, time);
        await using var second = await GuessSetup.StartAsync(store, time);
        await first.GuessAsync("alice", 20);
        await first.GuessAsync("bob", 20, "198.51.100.9");
        await second.GuessAsync("alice", 20);
        await store.ForgiveUserAsync("alice", CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("in", await first.TryAsync("alice", "right"));
        Assert.Equal("in", await second.TryAsync("alice", "right"));
        Assert.StartsWith("credentials.throttled", await first.TryAsync("bob", "right", "198.51.100.9"));
    }

    [Fact]
    public async Task Address_that_tries_many_users_is_banned_for_a_time_that_grows()
    {
        await using var setup = await GuessSetup.StartAsync();
        var address = IPAddress.Parse("203.0.113.5");
        var lengths = new List<double>();
        for (var round = 0; round < 6; round++)
        {
            for (var i = 0; i < GuessGuard.MostNames; i++)
            {
                Assert.Null(setup.Guard.Bans.Find(address, setup.Time.GetUtcNow()));
                await setup.TryAsync("user" + i, "Summer2026 " + round, "203.0.113.5");
            }

            var ban = setup.Guard.Bans.Find(address, setup.Time.GetUtcNow());
            lengths.Add((ban!.Until - setup.Time.GetUtcNow()).TotalMinutes);
            setup.Time.StepWallClock(ban.Until - setup.Time.GetUtcNow() + TimeSpan.FromHours(12));
        }

        Assert.Equal([15, 60, 240, 960, 1440, 1440], lengths);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("192.0.2.77")]
    public async Task Loopback_and_who_is_never_banned_are_held_but_not_banned(string address)
    {
        await using var setup = await GuessSetup.StartAsync(neverBanned: "192.0.2.77");
        for (var i = 0; i < 60; i++)
        {
            await setup.TryAsync("user" + i, "Summer2026", address);
        }

        Assert.Null(setup.Guard.Bans.Find(IPAddress.Parse(address), setup.Time.GetUtcNow()));
        Assert.StartsWith("credentials.throttled", await setup.TryAsync("alice", "right", address));
    }

    [Fact]
    public async Task Users_who_have_signed_in_from_an_address_are_no_spray()
    {
        await using var setup = await GuessSetup.StartAsync();
        for (var i = 0; i < 60; i++)
        {
            setup.Directory.Put("user" + i);
            var user = (await setup.Directory.FindUserAsync("user" + i, CancellationToken.None))!;
            setup.Judge.NoteSignIn(user, IPAddress.Parse("192.0.2.1"));
            await setup.TryAsync("user" + i, "mistyped", "192.0.2.1");
        }

        Assert.Null(setup.Guard.Bans.Find(IPAddress.Parse("192.0.2.1"), setup.Time.GetUtcNow()));
    }

    [Fact]
    public async Task Ban_and_its_end_are_seen_by_every_process()
    {
        var store = new InMemoryGuesses();
        var time = new ManualTimeProvider();
        await using var first = await GuessSetup.StartAsync(store, time);
        await using var second = await GuessSetup.StartAsync(store, time);
        for (var i = 0; i < GuessGuard.MostNames; i++)
        {
            await first.TryAsync("user" + i, "Summer2026", "203.0.113.5");
        }

        time.Advance(TimeSpan.FromSeconds(2));
        var address = IPAddress.Parse("203.0.113.5");
        Assert.NotNull(second.Guard.Bans.Find(address, time.GetUtcNow()));
        await using var third = await GuessSetup.StartAsync(store, time);
        Assert.NotNull(third.Guard.Bans.Find(address, time.GetUtcNow()));
        Assert.Equal(1, await store.LiftBanAsync(IPNetwork.Parse("203.0.113.5/32"), CancellationToken.None));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(first.Guard.Bans.Find(address, time.GetUtcNow()));
        Assert.Null(second.Guard.Bans.Find(address, time.GetUtcNow()));
    }

    [Fact]
    public async Task Hold_that_could_not_be_written_is_written_once_the_store_is_back()
    {
        var (store, time) = (new InMemoryGuesses(), new ManualTimeProvider());
        await using var setup = await GuessSetup.StartAsync(store, time);
        await setup.GuessAsync("alice", 5);
        store.IsGone = true;
        await setup.Guard.KeepAsync();
        store.IsGone = false;
        await setup.Guard.KeepAsync();
        await using var restarted = await GuessSetup.StartAsync(store, time);
        Assert.StartsWith("credentials.throttled", await restarted.TryAsync("alice", "right"));
    }

    [Fact]
    public async Task Store_that_is_gone_lets_nobody_in_that_is_held()
    {
        await using var setup = await GuessSetup.StartAsync();
        await setup.GuessAsync("alice", 5);
        setup.Store.IsGone = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => setup.TryAsync("alice", "right"));
        setup.Store.IsGone = false;
    }

    [Fact]
    public async Task Wrong_key_is_counted_once_and_many_wrong_keys_are_held()
    {
        await using var setup = await GuessSetup.StartAsync();
        var address = IPAddress.Parse("203.0.113.5");
        for (var i = 0; i < 200; i++)
        {
            Assert.Null(setup.Guard.NoteWrongKey(address, "one"));
        }

        var refused = Enumerable.Range(0, 100).Count(i => setup.Guard.NoteWrongKey(address, "key " + i) is not null);
        Assert.Equal(51, refused);
    }
}
