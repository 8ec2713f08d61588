using Gatehouse.Decisions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Gatehouse.Storage.Sqlite;

/// <summary>SQLite's error codes as sentences that say what to do.</summary>
internal static class SqliteFaults
{
    /// <summary>The exception that the contracts promise.</summary>
    public static StoreUnavailableException Unavailable(string path, SqliteException exception) =>
        new(Describe(path, exception), exception);

    /// <summary>Whether a constraint of the schema was broken: the fault is in what was given, not in the store.</summary>
    public static bool IsConstraint(SqliteException exception) => exception.SqliteErrorCode == raw.SQLITE_CONSTRAINT;

    /// <summary>A sentence for the operator.</summary>
    public static string Describe(string path, SqliteException exception) =>
        exception.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"{path} is held by another process for too long.",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB =>
                $"{path} is damaged ({exception.Message}). Restore it from a backup.",
            raw.SQLITE_FULL => $"The disk that holds {path} is full.",
            raw.SQLITE_READONLY => $"{path} cannot be written: it or its disk is read-only.",
            raw.SQLITE_CANTOPEN => $"{path} cannot be opened.",
            raw.SQLITE_IOERR => $"The disk that holds {path} is full or fails ({exception.Message}).",
            _ => $"{path} cannot be used ({exception.Message}).",
        };
}
