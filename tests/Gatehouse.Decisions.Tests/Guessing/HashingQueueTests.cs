using Gatehouse.Decisions.Passwords;

namespace Gatehouse.Decisions.Tests.Guessing;

public sealed class HashingQueueTests
{
    [Fact]
    public void Addresses_take_turns_whatever_each_one_sends()
    {
        var queue = new HashingQueue(capacity: 64, capacityPerAddress: 8);
        var many = Enumerable.Range(0, 8).Select(_ => Work()).ToList();
        many.ForEach(work => Assert.True(queue.TryAdd(1, 0, work, out _)));
        Assert.False(queue.TryAdd(1, 0, Work(), out _));
        var one = Work();
        Assert.True(queue.TryAdd(2, 0, one, out _));
        Assert.Same(many[0], queue.Next());
        Assert.Same(one, queue.Next());
        Assert.Same(many[1], queue.Next());
        Assert.Equal(6, queue.Count);
    }

    [Fact]
    public async Task Who_asked_little_in_vain_takes_the_place_of_who_asked_much()
    {
        var queue = new HashingQueue(capacity: 4, capacityPerAddress: 8);
        var guesses = Enumerable.Range(0, 4).Select(_ => Work()).ToList();
        for (var i = 0; i < 4; i++)
        {
            Assert.True(queue.TryAdd((UInt128)(10 + i), HashingQueue.RankOf(50), guesses[i], out _));
        }

        Assert.False(queue.TryAdd(99, HashingQueue.RankOf(500), Work(), out _));
        var good = Work();
        Assert.True(queue.TryAdd(1, HashingQueue.RankOf(0), good, out var displaced));
        Assert.Contains(displaced, guesses);
        displaced!.GiveWay();
        Assert.False(await displaced.Done);
        Assert.Same(good, queue.Next());
        Assert.Equal(3, queue.Count);
    }

    [Fact]
    public void Who_asks_on_while_waiting_loses_the_place_of_a_newcomer()
    {
        var queue = new HashingQueue(capacity: 4, capacityPerAddress: 2);
        var guesses = Enumerable.Range(0, 4).Select(_ => Work()).ToList();
        for (var i = 0; i < 4; i++)
        {
            Assert.True(queue.TryAdd((UInt128)(10 + i), HashingQueue.RankOf(0), guesses[i], out _));
        }

        Assert.False(queue.TryAdd(1, HashingQueue.RankOf(0), Work(), out _));
        Assert.False(queue.TryAdd(12, HashingQueue.RankOf(3), Work(), out _));
        var good = Work();
        Assert.True(queue.TryAdd(2, HashingQueue.RankOf(0), good, out var displaced));
        Assert.Same(guesses[2], displaced);
        Assert.Equal([guesses[0], guesses[1], guesses[3], good], queue.Clear());
    }

    [Fact]
    public void A_changed_rank_moves_all_that_an_address_has_waiting_in_its_order()
    {
        var queue = new HashingQueue(capacity: 8, capacityPerAddress: 2);
        List<HashingWork> own = [Work(), Work()];
        Assert.True(queue.TryAdd(1, 0, own[0], out _));
        Assert.True(queue.TryAdd(1, 0, own[1], out _));
        Assert.False(queue.TryAdd(1, 5, Work(), out _));
        var other = Work();
        Assert.True(queue.TryAdd(2, 3, other, out _));
        Assert.Equal([other, own[0], own[1]], queue.Clear());
        Assert.Equal(0, queue.Count);
        Assert.True(queue.TryAdd(1, 0, Work(), out _));
    }

    [Fact]
    public void There_is_room_for_whom_something_would_be_added()
    {
        var queue = new HashingQueue(capacity: 3, capacityPerAddress: 2);
        Assert.True(queue.HasRoom(1, 5));
        Assert.True(queue.TryAdd(1, 5, Work(), out _));
        Assert.True(queue.TryAdd(1, 5, Work(), out _));
        Assert.False(queue.HasRoom(1, 5));
        Assert.True(queue.TryAdd(2, 5, Work(), out _));
        Assert.False(queue.HasRoom(3, 5));
        Assert.False(queue.HasRoom(3, 7));
        Assert.True(queue.HasRoom(3, 0));
        Assert.Equal(3, queue.Count);
    }

    [Fact]
    public void Nobody_waits_for_ever_behind_a_stream_of_newcomers()
    {
        var queue = new HashingQueue(capacity: 64, capacityPerAddress: 8);
        var patient = Work();
        Assert.True(queue.TryAdd(1, 7, patient, out _));
        var turns = 0;
        HashingWork? next;
        do
        {
            Assert.True(queue.TryAdd((UInt128)(100 + turns), 0, Work(), out _));
            next = queue.Next();
            turns++;
        } while (next != patient && turns < 100);

        Assert.InRange(turns, 1, 4);
    }

    private static HashingWork Work() => new(static _ => { }, CancellationToken.None);
}
