using Gatehouse.Storage.Journal;

namespace Gatehouse.Storage.Tests.Journal;

public sealed class SizeTests : JournalTest
{
    private const long Bound = 2L << 20;

    protected override JournalOptions Options => base.Options with { MaximumBytes = Bound };

    [Fact]
    public async Task Journal_larger_than_its_bound_loses_its_oldest_and_gives_the_space_back()
    {
        for (var round = 0; round < 10; round++)
        {
            for (var number = 0; number < 1000; number++)
            {
                Journal.Write(FullEntry() with { Target = $"/{round}-{number}" });
            }

            await Journal.FlushAsync();
        }

        Assert.Equal(0, Journal.Dropped);
        Assert.Null(Journal.LastError);
        var kept = await Journal.ReadAsync(new() { Limit = int.MaxValue }, Cancel);
        Assert.Equal("/9-999", kept[^1].Entry.Target);
        Assert.InRange(kept.Count, 1000, 9000);
        await Journal.DisposeAsync();
        Assert.InRange(new FileInfo(Path.Combine(Folder.Data, SqliteJournal.FileName)).Length, 1, Bound);
    }
}
