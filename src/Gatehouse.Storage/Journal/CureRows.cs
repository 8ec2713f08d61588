using Dapper;
using Gatehouse.Decisions.Seeing;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Journal;

/// <summary>Cures as rows.</summary>
internal static class CureRows
{
    private const long SecondsOfDay = 86_400;

    /// <summary>What writes a cure to the entry it is about; one that is cured already stays as it is.</summary>
    public static JournalNote MarkOf(Cure cure) =>
        new(
            "UPDATE refusal SET cured_at = @at, cured_by = @change WHERE reference = @Reference AND cured_at IS NULL",
            new
            {
                cure.Reference,
                at = UnixTime.From(cure.At),
                change = cure.Change.ToName(),
            }
        );

    /// <summary>What counts a cure.</summary>
    public static JournalNote CountOf(Cure cure) =>
        new(
            """
            INSERT INTO cure_count (day, cause, change, count) VALUES (@day, @cause, @change, 1)
            ON CONFLICT (day, cause, change) DO UPDATE SET count = cure_count.count + 1
            """,
            new
            {
                day = cure.At.ToUnixTimeSeconds() / SecondsOfDay,
                cause = cure.Cause.Id,
                change = cure.Change.ToName(),
            }
        );

    /// <summary>What cured how often since the day of an instant.</summary>
    public static List<CureCount> Read(ReadSession session, DateTimeOffset since, string? cause)
    {
        using var rows = session.Connection.ExecuteReader(
            """
            SELECT cause, change, sum(count) FROM cure_count
            WHERE day >= @day AND (@cause IS NULL OR cause = @cause)
            GROUP BY cause, change ORDER BY 3 DESC, cause, change
            """,
            new { day = since.ToUnixTimeSeconds() / SecondsOfDay, cause }
        );
        List<CureCount> counts = [];
        while (rows.Read())
        {
            if (CureChanges.Find(rows.GetString(1)) is { } change)
            {
                counts.Add(new(rows.GetString(0), change, rows.GetInt64(2)));
            }
        }

        return counts;
    }
}
