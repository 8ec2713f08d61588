using System.Net;
using Gatehouse.Decisions.Passwords;
using Gatehouse.TestKit;

namespace Gatehouse.Decisions.Tests.Guessing;

public sealed class HashingLaneTests
{
    [Fact]
    public async Task Passwords_are_hashed_on_what_nobody_else_wants_of_the_machine()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The policy of a thread is read as Linux tells it.");
        string? stat = null;
        using var lane = Lane(() => stat = File.ReadAllText("/proc/thread-self/stat"), TimeProvider.System);
        Assert.Equal(PasswordMatch.Yes, await VerifyAsync(lane, IPAddress.Loopback));

        // What follows the name, from the third field on: the 41st is the policy, and 5 is SCHED_IDLE.
        Assert.Equal("5", stat![(stat!.LastIndexOf(')') + 2)..].Split(' ')[41 - 3]);
    }

    [Fact]
    public async Task Where_the_machine_is_busy_passwords_get_a_small_share_of_it()
    {
        var time = new ManualTimeProvider();
        using var stands = new ManualResetEventSlim();
        var calls = 0;
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        string? stat = null;
        using var lane = Lane(
            () =>
            {
                if (Interlocked.Increment(ref calls) == 1)
                {
                    begun.SetResult();
                    stands.Wait(TestContext.Current.CancellationToken);
                }
                else if (OperatingSystem.IsLinux())
                {
                    stat = File.ReadAllText("/proc/thread-self/stat");
                }
            },
            time
        );
        var first = VerifyAsync(lane, IPAddress.Loopback);
        await begun.Task;
        var second = VerifyAsync(lane, IPAddress.IPv6Loopback);
        Assert.Equal(1, lane.Waiting);
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(PasswordMatch.Yes, await first);
        Assert.Equal(PasswordMatch.Yes, await second);
        stands.Set();
        if (OperatingSystem.IsLinux())
        {
            // The 19th field is the niceness.
            Assert.Equal("10", stat![(stat!.LastIndexOf(')') + 2)..].Split(' ')[19 - 3]);
        }
    }

    [Fact]
    public async Task Where_there_is_no_room_it_is_said_before_anything_is_compared()
    {
        using var stands = new ManualResetEventSlim();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var lane = Lane(
            () =>
            {
                begun.TrySetResult();
                stands.Wait(TestContext.Current.CancellationToken);
            },
            new ManualTimeProvider()
        );
        Assert.True(lane.HasRoom(IPAddress.Loopback));
        var first = VerifyAsync(lane, IPAddress.Loopback);
        await begun.Task;
        Task<PasswordMatch?>[] waiting = [VerifyAsync(lane, IPAddress.Loopback), VerifyAsync(lane, IPAddress.Loopback)];
        Assert.False(lane.HasRoom(IPAddress.Loopback));
        Assert.True(lane.HasRoom(IPAddress.IPv6Loopback));
        Assert.Equal(1, lane.Refused);
        Assert.Equal(2, lane.Waiting);
        stands.Set();
        Assert.Equal(PasswordMatch.Yes, await first);
        Assert.All(await Task.WhenAll(waiting), static match => Assert.Equal(PasswordMatch.Yes, match));
        Assert.True(lane.HasRoom(IPAddress.Loopback));
    }

    [Fact]
    public async Task What_comes_from_an_address_that_guesses_is_hashed_slowly_as_long_as_nobody_else_waits()
    {
        var guesser = IPAddress.Loopback;
        List<int> rests = [];
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using var newcomerWaits = new ManualResetEventSlim();
        using HashingLane lane = new(
            capacity: 4,
            capacityPerAddress: 2,
            threads: 1,
            (_, password, rest) =>
            {
                rest!();
                if (password == "guess")
                {
                    begun.SetResult();
                    newcomerWaits.Wait(TestContext.Current.CancellationToken);
                    rest();
                }

                return password == "right" ? PasswordMatch.Yes : PasswordMatch.No;
            },
            rests.Add,
            new ManualTimeProvider()
        );
        for (var i = 0; i < 130; i++)
        {
            Assert.Equal(PasswordMatch.No, await VerifyAsync(lane, guesser, "wrong"));
        }

        int[] expected = [.. Enumerable.Repeat(50, 15), .. Enumerable.Repeat(200, 16), .. Enumerable.Repeat(800, 99)];
        Assert.Equal(expected, rests);
        rests.Clear();
        var guess = VerifyAsync(lane, guesser, "guess");
        await begun.Task;
        var right = VerifyAsync(lane, IPAddress.IPv6Loopback, "right");
        newcomerWaits.Set();
        Assert.Equal(PasswordMatch.No, await guess);
        Assert.Equal(PasswordMatch.Yes, await right);
        Assert.Equal([800, 50, 50], rests);
    }

    private static HashingLane Lane(Action whenHashing, TimeProvider time) =>
        new(
            capacity: 4,
            capacityPerAddress: 2,
            threads: 1,
            (_, _, _) =>
            {
                whenHashing();
                return PasswordMatch.Yes;
            },
            static _ => { },
            time
        );

    private static Task<PasswordMatch?> VerifyAsync(HashingLane lane, IPAddress client, string password = "password") =>
        lane.VerifyAsync("hash", password, client, TestContext.Current.CancellationToken).AsTask();
}
