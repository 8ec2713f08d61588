using Gatehouse.EndToEnd.Dress;

namespace Gatehouse.EndToEnd.Clients;

/// <summary>httpd with <c>mod_auth_digest</c> and a folder that takes files.</summary>
internal sealed class ApacheUploadServer : ApacheDigestServer
{
    /// <inheritdoc/>
    protected override string More(string folder)
    {
        const string Modules = "/usr/lib/apache2/modules";
        foreach (var writable in (ReadOnlySpan<string>)["files", "locks"])
        {
            var made = Directory.CreateDirectory(System.IO.Path.Combine(folder, writable));
            if (!OperatingSystem.IsWindows())
            {
                // httpd runs as a user of its own.
                made.UnixFileMode = (UnixFileMode)0b111_111_111;
            }
        }

        return $"""
            LoadModule dav_module {Modules}/mod_dav.so
            LoadModule dav_fs_module {Modules}/mod_dav_fs.so
            DavLockDB {folder}/locks/lock
            <Location "/files">
                DAV On
            </Location>
            """;
    }
}
