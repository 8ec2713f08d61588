using System.Globalization;
using System.Text;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Configuration.Reloading;

namespace Gatehouse.Gateway.Tests.Configuration.Reloading;

/// <summary>Damages samples; the samples stand in two classes, for two cores.</summary>
public abstract class DamagedReload
{
    private static readonly ulong Damages = ulong.Parse(
        Environment.GetEnvironmentVariable("GATEHOUSE_DAMAGES") ?? "200",
        CultureInfo.InvariantCulture
    );

    /// <summary>Every second sample, from the first or the second on.</summary>
    protected static TheoryData<string> EverySecond(int from) =>
        [.. SampleConfigurations.All.Where((_, place) => place % 2 == from).Select(sample => sample.Name)];

    /// <summary>Holds that no damage to the sample opens anything, and that every message names a line.</summary>
    protected static async Task HoldAsync(string name)
    {
        var cancel = TestContext.Current.CancellationToken;
        var text = SampleConfigurations.All.Single(sample => sample.Name == name).Text;
        await using var tried = new TriedConfigurations();
        await tried.PrepareAsync(cancel);
        var good = ReadConfiguration.Good(Read(text, tried.Folder));
        var (bad, same, held, taken) = (0, 0, 0, 0);
        StringBuilder opened = new();
        for (ulong seed = 1; seed <= Damages; seed++)
        {
            var damage = new Damage(seed);
            var damaged = damage.Apply(text);
            var result = Read(damaged, tried.Folder);
            var lines = damaged.Count(c => c is '\n' or '\r') + 2;
            Assert.All(
                result.Problems,
                problem => Assert.True(problem.Line >= 1 && problem.Line <= lines, $"seed {seed}: {problem}")
            );
            if (result.Configuration is not { } configuration)
            {
                Assert.Contains(result.Problems, problem => problem.Severity == Severity.Error);
                bad++;
            }
            else if (Said(damaged) == Said(text))
            {
                same++;
            }
            else if (ReloadGuard.Find(good, configuration).Count > 0)
            {
                held++;
            }
            else
            {
                taken++;
                foreach (var passing in (await tried.NewlyPassingAsync(good, configuration, cancel)).Take(3))
                {
                    opened.AppendLine(CultureInfo.InvariantCulture, $"seed {seed}, {damage.Done}: {passing}");
                }
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{name}: {bad} reported as bad, {held} held, {taken} taken, {same} without effect"
        );
        Assert.True(opened.Length == 0, opened.ToString());
    }

    // Without what the file says to people alone.
    private static string Said(string text) =>
        string.Join(
            '\n',
            text.Split('\n')
                .Select(line => line.StartsWith('#') ? "" : line.Split(" #")[0].TrimEnd())
                .Where(line => line.Length > 0)
        );

    private static ConfigurationResult Read(string text, string folder) =>
        ConfigurationReader.Read(
            text,
            "gatehouse.yaml",
            folder,
            new SecretResolver(static _ => "a secret of 32 characters, or so")
        );
}
