using Dapper;
using Gatehouse.Decisions.Seeing;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Journal;

/// <summary>Given warnings as rows.</summary>
internal static class WarningRows
{
    /// <summary>What writes a warning down.</summary>
    public static JournalNote NoteOf(EndingWarning warning) =>
        new(
            """
            INSERT INTO warning (subject, ends_at, days, at) VALUES (@subject, @endsAt, @Days, @at)
            ON CONFLICT (subject, ends_at, days) DO NOTHING
            """,
            new
            {
                subject = SubjectOf(warning.What),
                endsAt = UnixTime.From(warning.What.At),
                warning.Days,
                at = UnixTime.From(warning.At),
            }
        );

    /// <summary>At how many days warnings were given.</summary>
    public static IReadOnlyCollection<int> Read(ReadSession session, Ending ending) =>
        [
            .. session.Connection.Query<int>(
                "SELECT days FROM warning WHERE subject = @subject AND ends_at = @endsAt",
                new { subject = SubjectOf(ending), endsAt = UnixTime.From(ending.At) }
            ),
        ];

    private static string SubjectOf(Ending ending) => $"{ending.Kind} {ending.Subject}";
}
