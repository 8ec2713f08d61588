using System.Reflection;
using System.Runtime.InteropServices;
using Gatehouse.Decisions;
using SQLitePCL;

namespace Gatehouse.Storage.Sqlite;

/// <summary>Binds to the operating system's own SQLite, which its vendor patches.</summary>
public static class SqliteNative
{
    // Upserts with RETURNING came with 3.35.
    private const int OldestVersion = 3_035_000;

    private static readonly Lock Gate = new();
    private static bool _registered;

    /// <summary>Finds the library once for the process; further calls do nothing.</summary>
    /// <exception cref="StoreUnavailableException">There is no usable library; the message names the package to install.</exception>
    public static void Register()
    {
        lock (Gate)
        {
            if (_registered)
            {
                return;
            }

            var library = Load(LibraryNames());
            NativeLibrary.SetDllImportResolver(
                typeof(SQLite3Provider_e_sqlite3).Assembly,
                (name, _, _) => string.Equals(name, "e_sqlite3", StringComparison.Ordinal) ? library : IntPtr.Zero
            );
            raw.SetProvider(new SQLite3Provider_e_sqlite3());
            _registered = true;
            if (raw.sqlite3_libversion_number() < OldestVersion)
            {
                throw new StoreUnavailableException(
                    $"SQLite {raw.sqlite3_libversion().utf8_to_string()} is too old; 3.35 or newer is needed. "
                        + "On Debian and Ubuntu it is the package libsqlite3-0."
                );
            }
        }
    }

    /// <summary>Loads the first library that is there.</summary>
    internal static IntPtr Load(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), null, out var library))
            {
                return library;
            }
        }

        throw new StoreUnavailableException(
            $"SQLite's library was not found ({string.Join(", ", names)}). Install it: on Debian and Ubuntu the package "
                + "libsqlite3-0 (apt-get install libsqlite3-0), on Alpine sqlite-libs, on Fedora sqlite-libs."
        );
    }

    private static string[] LibraryNames()
    {
        if (OperatingSystem.IsWindows())
        {
            return ["winsqlite3"];
        }

        return OperatingSystem.IsMacOS() ? ["/usr/lib/libsqlite3.dylib"] : ["libsqlite3.so.0"];
    }
}
