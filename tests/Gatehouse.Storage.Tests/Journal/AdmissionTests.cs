using System.Net;
using Gatehouse.Protocol.Causes;
using Gatehouse.Storage.Journal;

namespace Gatehouse.Storage.Tests.Journal;

public sealed class AdmissionTests
{
    private const long Second = 1_800_000_000;
    private static readonly IPAddress Client = IPAddress.Parse("192.0.2.7");

    [Fact]
    public void First_of_cause_route_and_client_in_a_second_is_kept_and_the_rest_is_not()
    {
        AdmissionWindow window = new();
        Admitted(window, Second, AdmissionWindow.Quiet);
        Assert.True(window.Admits(Causes.Token.Expired, "r", Client, Second));
        Assert.False(window.Admits(Causes.Token.Expired, "r", Client, Second));
        Assert.True(window.Admits(Causes.Key.Revoked, "r", Client, Second));
        Assert.True(window.Admits(Causes.Token.Expired, "s", Client, Second));
        Assert.True(window.Admits(Causes.Token.Expired, null, Client, Second));
        Assert.True(window.Admits(Causes.Token.Expired, "r", IPAddress.Loopback, Second));
        Assert.True(window.Admits(Causes.Token.Expired, "r", null, Second));
    }

    [Fact]
    public void While_a_second_is_quiet_every_refusal_is_kept()
    {
        AdmissionWindow window = new();
        Assert.All(
            Enumerable.Range(0, AdmissionWindow.Quiet),
            _ => Assert.True(window.Admits(Causes.Token.Expired, "r", Client, Second))
        );
        Assert.False(window.Admits(Causes.Token.Expired, "r", Client, Second));
    }

    [Fact]
    public void No_more_than_two_thousand_are_kept_in_a_second()
    {
        AdmissionWindow window = new();
        Assert.Equal(AdmissionWindow.PerSecond, Admitted(window, Second, 5000));
        Assert.Equal(0, Admitted(window, Second, 5000));
        Assert.Equal(AdmissionWindow.PerSecond, Admitted(window, Second + 1, 5000));
    }

    [Fact]
    public void Straggler_of_the_second_before_does_not_open_the_budget_again()
    {
        AdmissionWindow window = new();
        Assert.Equal(AdmissionWindow.PerSecond, Admitted(window, Second, 5000));
        Assert.Equal(0, Admitted(window, Second - 1, 5000));
    }

    [Fact]
    public void Clock_set_back_does_not_silence_the_journal()
    {
        AdmissionWindow window = new();
        Assert.Equal(AdmissionWindow.PerSecond, Admitted(window, Second, 5000));
        Assert.Equal(AdmissionWindow.PerSecond, Admitted(window, Second - 3600, 5000));
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
                    if (window.Admits(Causes.Token.Expired, "r", new IPAddress(number), Second))
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
        window.Admits(Causes.Token.Expired, "r", Client, Second);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < 1000; number++)
        {
            window.Admits(Causes.Token.Expired, "r", Client, Second + number);
            counts.Count(Causes.Token.Expired, Second);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static int Admitted(AdmissionWindow window, long second, int clients) =>
        Enumerable
            .Range(0, clients)
            .Count(number => window.Admits(Causes.Token.Expired, "r", new IPAddress(number), second));
}
