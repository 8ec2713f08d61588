using Dapper;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Journal;

/// <summary>Keeps the journal within its bounds of age and size. Works in small transactions, so that writing goes on.</summary>
internal sealed class JournalUpkeep(JournalOptions options)
{
    private const int Batch = 1000;
    private const int MostBatches = 200;
    private const int CoarseSeconds = 60;

    private static readonly TimeSpan FineCounts = TimeSpan.FromHours(1);

    private long _coarseUpTo;

    /// <summary>Removes what is too old, and adds up the counts of a minute where their seconds no longer matter.</summary>
    public void KeepAge(SqliteConnection connection)
    {
        var now = options.TimeProvider.GetUtcNow();
        var oldest = now - options.MaximumAge;
        for (var batch = 0; batch < MostBatches; batch++)
        {
            var removed = connection.Execute(
                "DELETE FROM refusal WHERE sequence IN (SELECT sequence FROM refusal WHERE at < @oldest ORDER BY at LIMIT @Batch)",
                new { oldest = Sqlite.UnixTime.From(oldest), Batch }
            );
            if (removed < Batch)
            {
                break;
            }
        }

        connection.Execute(
            "DELETE FROM refusal_count WHERE second < @oldest",
            new { oldest = oldest.ToUnixTimeSeconds() }
        );
        connection.Execute("DELETE FROM alert WHERE at < @oldest", new { oldest = Sqlite.UnixTime.From(oldest) });
        connection.Execute(
            "DELETE FROM cure_count WHERE day < @oldest",
            new { oldest = oldest.ToUnixTimeSeconds() / 86_400 }
        );
        MakeCoarse(connection, (now - FineCounts).ToUnixTimeSeconds() / CoarseSeconds * CoarseSeconds);
        Shrink(connection);
    }

    /// <summary>Removes the oldest where the file has grown too large: entries first, counts when none are left.</summary>
    public void KeepSize(SqliteConnection connection)
    {
        var pageSize = connection.ExecuteScalar<long>("PRAGMA page_size");
        var most = options.MaximumBytes / pageSize;
        if (connection.ExecuteScalar<long>("PRAGMA page_count") <= most)
        {
            return;
        }

        // A little below the bound, so that not every batch of entries prunes.
        var due = most - (most / 20);
        for (var batch = 0; batch < MostBatches && PagesInUse(connection) > due; batch++)
        {
            var removed = connection.Execute(
                "DELETE FROM refusal WHERE sequence < (SELECT min(sequence) FROM refusal) + @Batch",
                new { Batch }
            );
            if (removed == 0)
            {
                removed = connection.Execute(
                    "DELETE FROM refusal_count WHERE (second, cause) IN (SELECT second, cause FROM refusal_count ORDER BY second LIMIT @Batch)",
                    new { Batch }
                );
            }

            if (removed == 0)
            {
                break;
            }
        }

        Shrink(connection);
    }

    private static long PagesInUse(SqliteConnection connection) =>
        connection.ExecuteScalar<long>("PRAGMA page_count") - connection.ExecuteScalar<long>("PRAGMA freelist_count");

    private static void Shrink(SqliteConnection connection)
    {
        if (connection.ExecuteScalar<long>("PRAGMA freelist_count") == 0)
        {
            return;
        }

        using (var pages = connection.ExecuteReader("PRAGMA incremental_vacuum"))
        {
            // Each row read frees one page.
            while (pages.Read()) { }
        }

        connection.Execute("PRAGMA wal_checkpoint(PASSIVE)");
    }

    private void MakeCoarse(SqliteConnection connection, long upTo)
    {
        if (upTo <= _coarseUpTo)
        {
            return;
        }

        using Sqlite.WriteTransaction transaction = new(connection);
        var range = new
        {
            from = _coarseUpTo,
            upTo,
            CoarseSeconds,
        };
        connection.Execute(
            """
            INSERT INTO refusal_count (second, cause, count)
            SELECT second - second % @CoarseSeconds, cause, sum(count) FROM refusal_count
            WHERE second >= @from AND second < @upTo AND second % @CoarseSeconds <> 0
            GROUP BY 1, 2
            ON CONFLICT (second, cause) DO UPDATE SET count = refusal_count.count + excluded.count
            """,
            range
        );
        connection.Execute(
            "DELETE FROM refusal_count WHERE second >= @from AND second < @upTo AND second % @CoarseSeconds <> 0",
            range
        );
        transaction.Commit();
        _coarseUpTo = upTo;
    }
}
