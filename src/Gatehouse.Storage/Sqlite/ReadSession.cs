using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Sqlite;

/// <summary>One reading connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class ReadSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    /// <summary>The connection, for statements that are not worth keeping.</summary>
    public SqliteConnection Connection { get; } = connection;

    /// <summary>A statement with one parameter, <c>@key</c>, prepared once for the session.</summary>
    public SqliteCommand Prepared(string sql, object key)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = Connection.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("@key", key);
            _prepared.Add(sql, command);
        }

        command.Parameters[0].Value = key;
        return command;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        Connection.Dispose();
    }
}
