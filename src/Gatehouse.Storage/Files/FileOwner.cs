using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Gatehouse.Storage.Files;

/// <summary>Who owns a file: the base library has no word for it.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class FileOwner
{
    private const int CurrentDirectory = -100;
    private const uint OwnerMask = 0x8;
    private const int StatxSize = 256;

    // struct statx is laid out alike on every architecture: stx_uid follows three 32-bit fields and one of 64 bits.
    private const int OwnerOffset = 20;

    /// <summary>Whether the file or folder belongs to the user this process runs as.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static bool IsOurs(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return OwnerMayChangeMode(path);
        }

        Span<byte> buffer = stackalloc byte[StatxSize];
        if (Statx(CurrentDirectory, path, 0, OwnerMask, ref MemoryMarshal.GetReference(buffer)) != 0)
        {
            throw new FileNotFoundException($"The owner of {path} cannot be told.", path);
        }

        return BitConverter.ToUInt32(buffer[OwnerOffset..]) == EffectiveUser();
    }

    private static bool OwnerMayChangeMode(string path)
    {
        try
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path));
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte result);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
