using Gatehouse.Storage.Journal;
using Gatehouse.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Tests.Journal;

public sealed class JournalConnectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void File_without_the_journals_table_is_not_left_open()
    {
        SqliteNative.Register();
        var path = Path.Combine(_folder.Root, "other.db");
        File.WriteAllBytes(path, []);
        DatabaseFile file = new(path, "Journal", TimeProvider.System);
        Assert.Throws<SqliteException>(() => new JournalConnection(file));

        // Descriptors of others come and go meanwhile; one that has gone has no target.
        Assert.DoesNotContain(
            Directory.EnumerateFiles("/proc/self/fd"),
            descriptor => new FileInfo(descriptor).LinkTarget == path
        );
    }
}
