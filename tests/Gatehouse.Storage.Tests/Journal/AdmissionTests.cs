using System.Net;
using Gatehouse.Protocol.Causes;
using Gatehouse.Storage.Journal;

namespace Gatehouse.Storage.Tests.Journal;

public sealed class AdmissionTests
{
    private const long Now = 1_800_000_000_000;
    private const int Second = 1000;
    private static readonly IPAddress Client = IPAddress.Parse("192.0.2.7");

    [Fact]
    public void First_of_cause_route_and_client_in_a_second_is_kept_and_the_rest_is_not()
    {
        AdmissionWindow window = new();
        Admitted(window, Now, AdmissionWindow.Quiet);
        Assert.True(window.Admits(Causes.Token.Expired, "r", Client, Now));
        Assert.False(window.Admits(Causes.Token.Expired, "r", Client, Now));
        Assert.True(window.Admits(Causes.Key.Revoked, "r", Client, Now));
        Assert.True(window.Admits(Causes.Token.Expired, "s", Client, Now));
        Assert.True(window.Admits(Causes.Token.Expired, null, Client, Now));
        Assert.True(window.Admits(Causes.Token.Expired, "r", IPAddress.Loopback, Now));
        Assert.True(window.Admits(Causes.Token.Expired, "r", null, Now));
    }

    [Fact]
    public void While_a_second_is_quiet_every_refusal_is_kept()
    {
        AdmissionWindow window = new();
        Assert.All(
            Enumerable.Range(0, AdmissionWindow.Quiet),
            _ => Assert.True(window.Admits(Causes.Token.Expired, "r", Client, Now))
        );
        Assert.False(window.Admits(Causes.Token.Expired, "r", Client, Now));
    }

    [Fact]
    public void No_more_than_two_thousand_are_kept_in_a_second()
    {
        AdmissionWindow window = new();
        Assert.Equal(AdmissionWindow.PerSecond, Admitted(window, Now, 5000));
        Assert.Equal(0, Admitted(window, Now, 5000));
        Assert.Equal(AdmissionWindow.PerSecond, Admitted(window, Now + Second, 5000));
    }

    [Fact]
    public void Firsts_of_many_clients_are_spread_over_the_second_and_each_is_kept_once()
    {
        AdmissionWindow window = new();
        const int Clients = 1000;
        var kept = new int[40];
        for (var step = 0; step < kept.Length; step++)
        {
            kept[step] = Admitted(window, Now + (step * 50), Clients);
        }

        // In the first second they are new; from the next on each comes when its own second begins.
        // One may find every place of its own taken by others.
        Assert.InRange(kept[0], Clients - 5, Clients);
        Assert.InRange(kept[20..].Sum(), Clients - 5, Clients + AdmissionWindow.Quiet);
        Assert.All(kept[21..], count => Assert.InRange(count, 0, 2 * Clients / 20));
    }

    [Fact]
    public void Straggler_of_the_second_before_does_not_open_the_budget_again()
    {
        AdmissionWindow window = new();
        Assert.Equal(AdmissionWindow.PerSecond, Admitted(window, Now, 5000));
        Assert.Equal(0, Admitted(window, Now - Second, 5000));
    }

    [Fact]
    public void Straggler_from_before_a_clients_own_second_is_not_its_first()
    {
        AdmissionWindow window = new();
        const int Clients = 1000;
        Admitted(window, Now, Clients);
        Admitted(window, Now + 500, Clients);
        Assert.Equal(0, Admitted(window, Now + 490, Clients));
        Assert.Equal(0, Admitted(window, Now + 500, Clients));
    }

    [Fact]
    public void Clock_set_back_does_not_silence_the_journal()
    {
        AdmissionWindow window = new();
        Assert.Equal(AdmissionWindow.PerSecond, Admitted(window, Now, 5000));
        Assert.Equal(AdmissionWindow.PerSecond, Admitted(window, Now - (3600 * Second), 5000));
    }

    [Fact]
    public void Threads_at_once_keep_each_first_once_and_no_more_than_the_budget()
    {
        AdmissionWindow window = new();
        var admitted = 0;
        Parallel.For(
            0,
            4,
            _ =>
            {
                for (var number = 0; number < 500; number++)
                {
                    if (window.Admits(Causes.Token.Expired, "r", new IPAddress(number), Now))
                    {
                        Interlocked.Increment(ref admitted);
                    }
                }
            }
        );
        // A slot taken by another at the very moment may let one through twice, never fewer than each once.
        Assert.InRange(admitted, 500, 510 + AdmissionWindow.Quiet);
    }

    [Fact]
    public void Asking_allocates_nothing()
    {
        AdmissionWindow window = new();
        RefusalCounts counts = new();
        window.Admits(Causes.Token.Expired, "r", Client, Now);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < 1000; number++)
        {
            window.Admits(Causes.Token.Expired, "r", Client, Now + (number * Second));
            counts.Count(Causes.Token.Expired, Now / Second);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static int Admitted(AdmissionWindow window, long milliseconds, int clients) =>
        Enumerable
            .Range(0, clients)
            .Count(number => window.Admits(Causes.Token.Expired, "r", new IPAddress(number), milliseconds));
}
