using System.Globalization;
using Dapper;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Storage.Files;
using Gatehouse.Storage.Revocation;
using Gatehouse.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Upkeep;

/// <summary>
/// Puts a backup in the place of a store that nobody uses. Until the last step, which is one rename, the old store stays:
/// a power cut in between leaves it.
/// </summary>
public static class StoreRestore
{
    /// <summary>Restores; the path under which the old store is kept, or null where there was none.</summary>
    /// <param name="options">The data folder; made where there is none.</param>
    /// <param name="backup">The file that a backup wrote.</param>
    /// <param name="endSignIns">Whether sign-ins, programs' grants and reset links of the backup are ended: some of them may have been ended since.</param>
    /// <param name="cancellationToken">Ends the work before the last step.</param>
    /// <exception cref="DataFolderException">The folder or a file in it is not fit to hold secrets.</exception>
    /// <exception cref="StoreUnavailableException">A process uses the store, or the backup is damaged, of a newer version, or none.</exception>
    public static async Task<string?> RunAsync(
        StoreOptions options,
        string backup,
        bool endSignIns,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(backup);
        return await Task.Run(
            () => Run(options, Path.GetFullPath(backup), endSignIns, cancellationToken),
            cancellationToken
        );
    }

    private static string? Run(
        StoreOptions options,
        string backup,
        bool endSignIns,
        CancellationToken cancellationToken
    )
    {
        SqliteNative.Register();
        if (!File.Exists(backup))
        {
            throw new StoreUnavailableException($"There is no file {backup}.");
        }

        var folder = DataFolder.Open(options.DataDirectory);
        DatabaseFile store = new(folder.PathOf(SqliteStore.FileName), "Store", options.TimeProvider);
        var word = RevocationWord.Open(folder.PathOf(SqliteStore.WordFileName));
        var fresh = DatabaseFile.TemporaryName(store.Path);
        try
        {
            Copy(backup, fresh);
            Prepare(fresh, options.TimeProvider, word, endSignIns);
            cancellationToken.ThrowIfCancellationRequested();
            var kept = KeepOld(store, options.TimeProvider.GetUtcNow());
            File.Move(fresh, store.Path, overwrite: true);
            return kept;
        }
        catch (SqliteException exception)
        {
            throw SqliteFaults.Unavailable(backup, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"{store.Path} cannot be restored: {exception.Message}", exception);
        }
        finally
        {
            File.Delete(fresh);
            File.Delete(fresh + "-wal");
            File.Delete(fresh + "-shm");
        }
    }

    private static void Copy(string from, string to)
    {
        using FileStream source = new(from, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var target = DataFolder.CreateFile(to, FileMode.CreateNew, FileShare.None);
        source.CopyTo(target);
        target.Flush(flushToDisk: true);
    }

    // Judged, brought up to date and written to the disk before anything of the old store is touched.
    private static void Prepare(string path, TimeProvider time, RevocationWord word, bool endSignIns)
    {
        DatabaseFile file = new(path, "Store", time);
        file.Prepare(newPragmas: "", check: true);
        using var connection = file.OpenWriter();
        using (WriteTransaction transaction = new(connection))
        {
            if (endSignIns)
            {
                var now = UnixTime.From(time.GetUtcNow());
                connection.Execute(
                    "UPDATE user_session SET ended_at = @now, ended_by = @by, sealed = NULL WHERE ended_at IS NULL",
                    new { now, by = SessionEnd.EndedByOperator.ToName() }
                );
                connection.Execute(
                    "UPDATE token_grant SET ended_at = @now, ended_by = @by WHERE ended_at IS NULL",
                    new { now, by = GrantEnd.EndedByOperator.ToName() }
                );
                connection.Execute("DELETE FROM password_reset");
            }

            connection.Execute(
                "UPDATE revocation SET word = max(word, @current) + 1 WHERE id = 1",
                new { current = word.Current }
            );
            transaction.Commit();
        }

        // One file again, without a write-ahead log beside it.
        connection.ExecuteScalar<string>("PRAGMA journal_mode = DELETE");
    }

    private static string? KeepOld(DatabaseFile store, DateTimeOffset now)
    {
        if (!File.Exists(store.Path))
        {
            return null;
        }

        Claim(store);
        var kept = string.Create(
            CultureInfo.InvariantCulture,
            $"{store.Path}.before-{now.UtcDateTime:yyyyMMdd'T'HHmmss.fffffff'Z'}"
        );
        Copy(store.Path, kept);
        foreach (var ending in (string[])["-wal", "-shm"])
        {
            if (File.Exists(store.Path + ending))
            {
                // Of a store too damaged to be opened; beside the new one they would be taken for its own.
                File.Move(store.Path + ending, kept + ending, overwrite: true);
            }
        }

        return kept;
    }

    // Leaving the write-ahead log needs the file alone, and every process that uses the store keeps a connection.
    private static void Claim(DatabaseFile store)
    {
        try
        {
            using var connection = store.OpenWriter();
            connection.Execute("PRAGMA busy_timeout = 1000");
            var mode = connection.ExecuteScalar<string>("PRAGMA journal_mode = DELETE");
            if (string.Equals(mode, "delete", StringComparison.OrdinalIgnoreCase))
            {
                return;
            }
        }
        catch (SqliteException exception)
            when (exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT)
        {
            return;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is not SQLitePCL.raw.SQLITE_BUSY)
        {
            throw;
        }
        catch (SqliteException)
        {
            // A process uses it; told below.
        }

        throw new StoreUnavailableException(
            $"A process uses {store.Path}. Stop every gateway on this data folder, restore, and start them again."
        );
    }
}
