using Dapper;
using Gatehouse.Protocol.Causes;
using Gatehouse.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Journal;

/// <summary>The journal's writing connection with its prepared statements.</summary>
internal sealed class JournalConnection : IDisposable
{
    private readonly EntryInsert _insert;
    private readonly SqliteCommand _count;

    public JournalConnection(DatabaseFile file)
    {
        Connection = file.OpenWriter();
        try
        {
            _insert = new(Connection);
        }
        catch
        {
            Connection.Dispose();
            throw;
        }

        _count = Connection.CreateCommand();
        _count.CommandText = """
            INSERT INTO refusal_count (second, cause, count) VALUES (@second, @cause, @count)
            ON CONFLICT (second, cause) DO UPDATE SET count = refusal_count.count + excluded.count
            """;
        foreach (var parameter in (string[])["@second", "@cause", "@count"])
        {
            _count.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        }
    }

    /// <summary>The connection itself, for upkeep.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>Writes entries, counts and notes in one transaction.</summary>
    public void Write(
        EntryBatch entries,
        IReadOnlyDictionary<(ushort Cause, long Second), long> counts,
        IReadOnlyList<JournalNote> notes
    )
    {
        using WriteTransaction transaction = new(Connection);
        _insert.Write(entries);
        foreach (var ((cause, second), count) in counts)
        {
            _count.Parameters[0].Value = second;
            _count.Parameters[1].Value = Causes.FindByNumber(cause)!.Id;
            _count.Parameters[2].Value = count;
            _count.ExecuteNonQuery();
        }

        foreach (var note in notes)
        {
            Connection.Execute(note.Sql, note.Parameters);
        }

        transaction.Commit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _insert.Dispose();
        _count.Dispose();
        Connection.Dispose();
    }
}
