using System.Security.Cryptography;
using Dapper;
using Gatehouse.Decisions;
using Gatehouse.Storage.Files;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Sqlite;

/// <summary>A database file: how it comes to be, how its schema is brought up to date, how connections to it are made.</summary>
internal sealed class DatabaseFile(string path, string migrationFolder, TimeProvider timeProvider)
{
    private const int BusyMilliseconds = 5000;

    private readonly IReadOnlyList<Migration> _migrations = Migration.Of(migrationFolder);

    /// <summary>The file's full path.</summary>
    public string Path { get; } = path;

    /// <summary>Makes the file where there is none, and brings its schema up to date.</summary>
    /// <param name="newPragmas">Settings that hold only when given before the first table.</param>
    /// <param name="check">Whether every page is looked at.</param>
    /// <exception cref="StoreUnavailableException">The file is damaged, newer than this program, or cannot be used.</exception>
    public void Prepare(string newPragmas, bool check)
    {
        try
        {
            if (!File.Exists(Path))
            {
                Create(newPragmas);
            }

            using var connection = Connect(Path);
            if (check)
            {
                Check(connection);
            }

            // Judged before anything is written: a damaged or newer file stays as it is.
            Migrate(connection);
            EnsureWal(connection);
        }
        catch (SqliteException exception)
        {
            throw SqliteFaults.Unavailable(Path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"{Path} cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>A connection that reads and writes.</summary>
    public SqliteConnection OpenWriter() => Connect(Path);

    /// <summary>A connection that only reads.</summary>
    public SqliteConnection OpenReader()
    {
        var connection = Connect(Path);
        connection.Execute("PRAGMA query_only = 1");
        return connection;
    }

    /// <summary>A name beside a file, for its next version until that is whole.</summary>
    public static string TemporaryName(string path) =>
        path + ".new-" + RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>Writes a whole copy into a new file that nobody else can read.</summary>
    /// <exception cref="StoreUnavailableException">The copy cannot be made, or the file exists.</exception>
    public void Backup(string target)
    {
        var temporary = TemporaryName(target);
        try
        {
            DataFolder.CreateFile(temporary, FileMode.CreateNew, FileShare.None).Dispose();
            using (var connection = Connect(Path))
            {
                connection.Execute("VACUUM INTO @temporary", new { temporary });
            }

            using (FileStream copy = new(temporary, FileMode.Open, FileAccess.ReadWrite))
            {
                copy.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: false);
        }
        catch (SqliteException exception)
        {
            throw SqliteFaults.Unavailable(target, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"{target} cannot be written: {exception.Message}", exception);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static SqliteConnection Connect(string file)
    {
        SqliteConnectionStringBuilder builder = new()
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = BusyMilliseconds / 1000,
        };
        SqliteConnection connection = new(builder.ToString());
        try
        {
            connection.Open();
            connection.Execute(
                $"PRAGMA busy_timeout = {BusyMilliseconds}; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; "
                    + "PRAGMA trusted_schema = 0; PRAGMA journal_size_limit = 16777216"
            );
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Made whole under another name, so that an empty or half-made file under the real one is always damage.
    private void Create(string newPragmas)
    {
        if (File.Exists(Path + "-wal"))
        {
            throw new StoreUnavailableException(
                $"{Path} is missing, but {Path}-wal, which holds its last writes, is there. Restore it from a backup."
            );
        }

        var temporary = TemporaryName(Path);
        try
        {
            DataFolder.CreateFile(temporary, FileMode.CreateNew, FileShare.None).Dispose();
            using (var connection = Connect(temporary))
            {
                if (newPragmas.Length > 0)
                {
                    connection.Execute(newPragmas);
                }

                connection.Execute(
                    "CREATE TABLE schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL)"
                );
                Migrate(connection);
                EnsureWal(connection);
            }

            File.Move(temporary, Path, overwrite: false);
        }
        catch (IOException) when (File.Exists(Path))
        {
            // Another process made it first; ours is dropped.
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private void Check(SqliteConnection connection)
    {
        var word = connection.ExecuteScalar<string>("PRAGMA quick_check(1)");
        if (!string.Equals(word, "ok", StringComparison.Ordinal))
        {
            throw new StoreUnavailableException($"{Path} is damaged ({word}). Restore it from a backup.");
        }
    }

    private void Migrate(SqliteConnection connection)
    {
        while (!IsCurrent(Version(connection)))
        {
            // Asked again under the lock: another process may have run the script meanwhile.
            using WriteTransaction transaction = new(connection);
            var current = Version(connection);
            if (IsCurrent(current))
            {
                return;
            }

            var next = _migrations.First(migration => migration.Version > current);
            connection.Execute(next.Script);
            connection.Execute(
                "INSERT INTO schema_version (version, name, applied_at) VALUES (@Version, @Name, @at)",
                new
                {
                    next.Version,
                    next.Name,
                    at = UnixTime.From(timeProvider.GetUtcNow()),
                }
            );
            transaction.Commit();
        }
    }

    private bool IsCurrent(int version)
    {
        var latest = _migrations[^1].Version;
        return version <= latest
            ? version == latest
            : throw new StoreUnavailableException(
                $"{Path} was written by a newer version of this program (its schema is {version}, this program knows "
                    + $"{latest}). Use that version, or restore a backup of before."
            );
    }

    private int Version(SqliteConnection connection)
    {
        var isOurs = connection.ExecuteScalar<long>(
            "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'"
        );
        return isOurs == 0
            ? throw new StoreUnavailableException(
                $"{Path} is damaged: it is a database without the tables of this program. Restore it from a backup."
            )
            : connection.ExecuteScalar<int?>("SELECT max(version) FROM schema_version") ?? 0;
    }

    // The switch needs the file alone, and the wait for that is not SQLite's own: taking the lock first waits.
    private static void EnsureWal(SqliteConnection connection)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                if (
                    string.Equals(
                        connection.ExecuteScalar<string>("PRAGMA journal_mode = WAL"),
                        "wal",
                        StringComparison.Ordinal
                    )
                )
                {
                    return;
                }
            }
            catch (SqliteException exception)
                when (exception.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY && attempt < 3)
            {
                connection.Execute("BEGIN EXCLUSIVE; COMMIT");
            }
        }
    }
}
