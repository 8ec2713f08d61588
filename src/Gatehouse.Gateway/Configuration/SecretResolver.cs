using System.Text;

namespace Gatehouse.Gateway.Configuration;

/// <summary>Fetches secrets from where the configuration says they are.</summary>
/// <param name="environment">Answers with an environment variable's value, or null.</param>
public sealed class SecretResolver(Func<string, string?> environment)
{
    private const int MaximumBytes = 64 * 1024;
    private const UnixFileMode Permitted = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>From this process's environment.</summary>
    public static SecretResolver Default { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>The environment variable's value; missing where it is not set or empty.</summary>
    public SecretValue FromEnvironment(string name)
    {
        var source = $"env {name}";
        var text = environment(name)?.TrimEnd('\r', '\n');
        return string.IsNullOrEmpty(text)
            ? SecretValue.Missing(source, $"The environment variable {name} is not set, or empty.")
            : SecretValue.Present(source, text);
    }

    /// <summary>
    /// The file's text without trailing line ends; missing where it can't be read, is empty, no UTF-8 or over 64 KiB.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="tooOpen">Its rights as octal digits where they are wider than 0640, null otherwise.</param>
    public static SecretValue FromFile(string path, out string? tooOpen)
    {
        tooOpen = null;
        var source = $"file {path}";
        try
        {
            if (!File.Exists(path))
            {
                return SecretValue.Missing(source, $"There is no file {path}.");
            }

            tooOpen = TooOpen(path);
            using var stream = File.OpenRead(path);
            var buffer = new byte[MaximumBytes + 1];
            var count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (count > MaximumBytes)
            {
                return SecretValue.Missing(source, $"The file {path} is larger than 64 KiB.");
            }

            var text = StrictUtf8.GetString(buffer, 0, count).TrimEnd('\r', '\n');
            return text.Length == 0
                ? SecretValue.Missing(source, $"The file {path} is empty.")
                : SecretValue.Present(source, text);
        }
        catch (DecoderFallbackException)
        {
            return SecretValue.Missing(source, $"The file {path} is not UTF-8.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return SecretValue.Missing(source, $"The file {path} can't be read: {exception.Message}");
        }
    }

    private static string? TooOpen(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var mode = File.GetUnixFileMode(path);
        return (mode & ~Permitted) == UnixFileMode.None ? null : Convert.ToString((int)mode, 8).PadLeft(4, '0');
    }
}
