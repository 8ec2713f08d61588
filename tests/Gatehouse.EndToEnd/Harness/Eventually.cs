namespace Gatehouse.EndToEnd.Harness;

/// <summary>Waits for what another process is about to do, by asking it.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // So that asking leaves the other process time to do it.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Asks until the answer is as it should be; fails with the last answer when patience ends.</summary>
    public static async Task<string> HoldsAsync(Func<Task<string>> ask, Func<string, bool> good)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (good(answer))
            {
                return answer;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, answer);
            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
