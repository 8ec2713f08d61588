using Gatehouse.Lab.SelfTest;

namespace Gatehouse.Lab.Tests;

public class SelfTestTests
{
    public static TheoryData<string> Ids { get; } = [.. LabCauses.Made.Select(cause => cause.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Each_cause_is_met_and_cured(string id)
    {
        await using var lab = await Lab.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var trial = new ExhibitTrial(lab);
        var result = await trial.TryAsync(lab.Exhibits.Find(id)!, TestContext.Current.CancellationToken);
        Assert.Empty(result.Problems);
    }
}
