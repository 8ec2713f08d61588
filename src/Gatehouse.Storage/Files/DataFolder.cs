using System.Globalization;
using System.Security.Cryptography;

namespace Gatehouse.Storage.Files;

/// <summary>
/// The folder that holds the store: 0700, ours, its files 0600. Wider rights stop the start, because whoever could read
/// the files meanwhile may have read them.
/// </summary>
internal sealed class DataFolder
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode FileMode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    private DataFolder(string path) => Path = path;

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>Makes the folder where there is none, and judges it and its files.</summary>
    /// <exception cref="DataFolderException">The folder is not fit.</exception>
    public static DataFolder Open(string directory)
    {
        var path = System.IO.Path.GetFullPath(directory);
        try
        {
            if (File.Exists(path))
            {
                throw new DataFolderException($"{path} is a file, but the data folder is due there.");
            }

            if (!Directory.Exists(path))
            {
                Create(path);
            }

            if (!OperatingSystem.IsWindows())
            {
                Judge(path);
            }

            Probe(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException($"The data folder {path} cannot be used: {exception.Message}", exception);
        }

        return new DataFolder(path);
    }

    /// <summary>The full path of a file in the folder.</summary>
    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Opens a new file that nobody else can read, whatever the umask.</summary>
    public static FileStream CreateFile(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = share,
            BufferSize = 0,
        };
        if (OperatingSystem.IsWindows())
        {
            return new FileStream(path, options);
        }

        options.UnixCreateMode = FileMode600;
        var existed = File.Exists(path);
        var stream = new FileStream(path, options);
        if (!existed)
        {
            // A umask can take away even the owner's rights.
            File.SetUnixFileMode(stream.SafeFileHandle, FileMode600);
        }

        return stream;
    }

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        if (System.IO.Path.GetDirectoryName(path) is { } parent)
        {
            Directory.CreateDirectory(parent);
        }

        Directory.CreateDirectory(path, FolderMode);
        File.SetUnixFileMode(path, FolderMode);
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void Judge(string path)
    {
        var folder = FileOwner.IsOurs(path);
        if (!folder)
        {
            throw new DataFolderException(
                $"The data folder {path} belongs to another user than the one this process runs as. "
                    + "Run as its owner, or change the owner: chown -R \"$(id -u)\" "
                    + path
            );
        }

        JudgeMode(path, "The data folder", "0700");
        foreach (var file in Directory.EnumerateFiles(path))
        {
            try
            {
                JudgeMode(file, "The file", "0600");
                if (!FileOwner.IsOurs(file))
                {
                    throw new DataFolderException(
                        $"The file {file} belongs to another user than the one this process runs as. "
                            + $"Change the owner: chown \"$(id -u)\" {file}"
                    );
                }
            }
            catch (FileNotFoundException)
            {
                // Another process on this store removed one of its temporary files meanwhile.
            }
        }
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void JudgeMode(string path, string what, string due)
    {
        var mode = File.GetUnixFileMode(path);
        if ((mode & Others) != UnixFileMode.None)
        {
            var octal = Convert.ToString((int)mode, 8).PadLeft(4, '0');
            throw new DataFolderException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{what} {path} has mode {octal}, so that others may reach the secrets in it; it must be {due}. If nobody else can have read it: chmod {due} {path}"
                )
            );
        }
    }

    private static void Probe(string path)
    {
        var probe = System.IO.Path.Combine(path, ".probe-" + RandomNumberGenerator.GetHexString(16, lowercase: true));
        CreateFile(probe, FileMode.CreateNew, FileShare.None).Dispose();
        File.Delete(probe);
    }
}
