using System.Text;
using Gatehouse.Gateway.Configuration.Sections;
using Gatehouse.Gateway.Configuration.Values;
using Gatehouse.Gateway.Configuration.Yaml;

namespace Gatehouse.Gateway.Configuration;

/// <summary>Reads configurations. Bad input of any kind becomes problems, never an exception.</summary>
public static class ConfigurationReader
{
    private static readonly GatehouseSection Whole = new();

    /// <summary>Reads a configuration from its text.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="fileName">The file's name for messages.</param>
    /// <param name="baseDirectory">The folder that relative paths start from.</param>
    public static ConfigurationResult Read(string yaml, string fileName, string baseDirectory) =>
        Read(yaml, fileName, baseDirectory, SecretResolver.Default);

    /// <summary>Reads a configuration from its text, with secrets from elsewhere than this process's environment.</summary>
    public static ConfigurationResult Read(string yaml, string fileName, string baseDirectory, SecretResolver secrets)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        ArgumentNullException.ThrowIfNull(secrets);
        ProblemList problems = new(fileName);
        var node = YamlLoader.Load(yaml, problems);
        if (node is null)
        {
            return new ConfigurationResult { Problems = problems.InOrder() };
        }

        Reading reading = new(problems, Path.GetFullPath(baseDirectory), secrets);
        Whole.TryRead(node, Place.Root, reading, out var configuration);
        reading.CheckReferences();
        return new ConfigurationResult
        {
            Configuration = problems.HasErrors ? null : configuration,
            Problems = problems.InOrder(),
        };
    }

    /// <summary>Reads a configuration file; relative paths in it start from its folder.</summary>
    public static ConfigurationResult ReadFile(string path) => ReadFile(path, SecretResolver.Default);

    /// <summary>Reads a configuration file, with secrets from elsewhere than this process's environment.</summary>
    public static ConfigurationResult ReadFile(string path, SecretResolver secrets)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return ReadBytes(ConfigurationFile.ReadAll(path), path, secrets);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Unreadable(path, "file-not-found", $"There is no file {path}.", fix: null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Unreadable(path, "file-unreadable", $"The file can't be read: {exception.Message}", fix: null);
        }
    }

    /// <summary>Reads a file's bytes, as <see cref="ConfigurationFile"/> gives them.</summary>
    internal static ConfigurationResult ReadBytes(ReadOnlySpan<byte> bytes, string path, SecretResolver secrets)
    {
        if (bytes.Length > ConfigurationFile.MaximumBytes)
        {
            return Unreadable(
                path,
                "file-too-large",
                "The file is larger than 1 MiB.",
                "Check that this is the right file."
            );
        }

        var text = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        if (System.Text.Unicode.Utf8.IsValid(text))
        {
            return Read(
                Encoding.UTF8.GetString(text),
                path,
                Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/",
                secrets
            );
        }

        var (line, column) = FirstBadPlace(text);
        return Unreadable(
            path,
            "file-not-utf8",
            "The file is not UTF-8.",
            "Save it as UTF-8; characters beyond ASCII are what differs.",
            line,
            column
        );
    }

    private static (int Line, int Column) FirstBadPlace(ReadOnlySpan<byte> bytes)
    {
        var line = 1;
        var column = 1;
        while (Rune.DecodeFromUtf8(bytes, out var rune, out var length) == System.Buffers.OperationStatus.Done)
        {
            (line, column) = rune.Value == '\n' ? (line + 1, 1) : (line, column + 1);
            bytes = bytes[length..];
        }

        return (line, column);
    }

    private static ConfigurationResult Unreadable(
        string file,
        string id,
        string message,
        string? fix,
        int line = 1,
        int column = 1
    ) => new() { Problems = [new ConfigurationProblem(Severity.Error, id, file, line, column, "", message, fix)] };
}
