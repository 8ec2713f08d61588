namespace Gatehouse.Gateway.Configuration;

/// <summary>The bytes of a configuration file, of which no more than one too many are read.</summary>
internal static class ConfigurationFile
{
    /// <summary>More than this is no configuration.</summary>
    public const int MaximumBytes = 1024 * 1024;

    /// <summary>The bytes, cut after 1 MiB and one.</summary>
    /// <exception cref="IOException">It is not there, or can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] ReadAll(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var buffer = new byte[MaximumBytes + 1];
        return buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
    }

    /// <summary>The bytes, or null where they can't be read.</summary>
    public static byte[]? TryReadAll(string path)
    {
        try
        {
            return ReadAll(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
