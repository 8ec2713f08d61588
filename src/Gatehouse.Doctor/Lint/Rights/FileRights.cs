using System.Runtime.InteropServices;

namespace Gatehouse.Doctor.Lint.Rights;

/// <summary>Who owns a file or folder of this machine and what others may do with it; the base library does not tell the owner.</summary>
/// <param name="User">The owner's number.</param>
/// <param name="Group">The group's number.</param>
/// <param name="Mode">The permission bits.</param>
internal readonly partial record struct FileRights(uint User, uint Group, UnixFileMode Mode)
{
    private const int CurrentDirectory = -100;
    private const uint ModeUserGroup = 0x2 | 0x8 | 0x10;
    private const int StatxSize = 256;

    // struct statx is laid out alike on every architecture.
    private const int UserOffset = 20;
    private const int GroupOffset = 24;
    private const int ModeOffset = 28;
    private const int PermissionBits = 0xFFF;

    /// <summary>The rights of this file or folder; null where there is none, or none that could be told.</summary>
    public static FileRights? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        Span<byte> buffer = stackalloc byte[StatxSize];
        return Statx(CurrentDirectory, path, 0, ModeUserGroup, ref MemoryMarshal.GetReference(buffer)) == 0
            ? new FileRights(
                BitConverter.ToUInt32(buffer[UserOffset..]),
                BitConverter.ToUInt32(buffer[GroupOffset..]),
                (UnixFileMode)(BitConverter.ToUInt16(buffer[ModeOffset..]) & PermissionBits)
            )
            : null;
    }

    /// <summary>Whether this account has one of the three bits that are meant for it.</summary>
    public bool Lets(Account account, UnixFileMode user, UnixFileMode group, UnixFileMode other) =>
        account.User == 0
        || Mode.HasFlag(
            account.User == User ? user
            : account.Groups.Contains(Group) ? group
            : other
        );

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte result);
}
