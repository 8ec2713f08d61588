using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Sqlite;

/// <summary>One transaction that writes.</summary>
internal sealed class WriteScope(SqliteConnection connection, long atLeast)
{
    /// <summary>What the revocation word is after this transaction, where it raised it.</summary>
    public long? Word { get; private set; }

    /// <summary>Runs a statement and says how many rows it changed.</summary>
    public int Execute(string sql, object? parameters = null) => connection.Execute(sql, parameters);

    /// <summary>The first value of the first row, or the type's default where there is none.</summary>
    public T? Scalar<T>(string sql, object? parameters = null) => connection.ExecuteScalar<T>(sql, parameters);

    /// <summary>Runs a query.</summary>
    public IDataReader Query(string sql, object? parameters = null) => connection.ExecuteReader(sql, parameters);

    /// <summary>
    /// Raises the revocation word, once for the transaction. It ends above the mapped word too, which is ahead where an
    /// older database was restored: the word then moves all the same.
    /// </summary>
    public long RaiseWord() =>
        Word ??= Scalar<long>(
            "UPDATE revocation SET word = CASE WHEN word > @atLeast THEN word ELSE @atLeast END + 1 WHERE id = 1 RETURNING word",
            new { atLeast }
        );
}
