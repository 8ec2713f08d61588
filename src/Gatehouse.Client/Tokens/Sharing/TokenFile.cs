using System.Text.Json;
using Gatehouse.Protocol.Json;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Client.Tokens.Sharing;

/// <summary>
/// Tokens in a file that only its owner may read, replaced whole, with a lock beside it that the system takes from whoever
/// dies. A damaged file counts as an empty one.
/// </summary>
internal sealed partial class TokenFile : SharedTokens
{
    private const string Entries = "tokens";
    private const int MaxLength = 1024 * 1024;

    // What the systems call a file that another one has locked: EAGAIN of Linux, that of macOS and the BSDs, and
    // ERROR_SHARING_VIOLATION of Windows.
    private static readonly int[] _locked = [11, 35, unchecked((int)0x80070020)];

    private static readonly TimeSpan _askAgain = TimeSpan.FromMilliseconds(25);

    private readonly string _path;
    private readonly string _lockPath;
    private readonly string _identity;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    /// <summary>A file.</summary>
    /// <param name="path">The file, which need not be there; the lock is beside it, with <c>.lock</c> behind its name.</param>
    /// <param name="identity">Which of its tokens.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="logger">Where it says what goes wrong.</param>
    public TokenFile(string path, string identity, TimeProvider clock, ILogger logger)
    {
        _path = Path.GetFullPath(path);
        _lockPath = _path + ".lock";
        _identity = identity;
        _clock = clock;
        _logger = logger;
    }

    /// <inheritdoc/>
    public override async ValueTask<SharedToken?> ReadAsync(CancellationToken cancellationToken)
    {
        var entries = await ReadEntriesAsync(cancellationToken).ConfigureAwait(false);
        return entries.GetValueOrDefault(_identity);
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(SharedToken token, CancellationToken cancellationToken)
    {
        var entries = await ReadEntriesAsync(cancellationToken).ConfigureAwait(false);
        var now = _clock.GetUtcNow();
        foreach (var (identity, entry) in entries)
        {
            if (entry.RefreshToken is null && entry.Token.ExpiresAt < now)
            {
                entries.Remove(identity);
            }
        }

        entries[_identity] = token;
        var next = $"{_path}.{Environment.ProcessId}-{Guid.NewGuid():N}.new";
        try
        {
            var file = new FileStream(next, Private(FileMode.CreateNew));
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(Write(entries), cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(next, _path, overwrite: true);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Log.NotShared(_logger, _path, failed);
            TryDelete(next);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<IAsyncDisposable?> LeaseAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                // Never deleted: a lock on a file that is gone locks nobody out.
                return new FileStream(_lockPath, Private(FileMode.OpenOrCreate));
            }
            catch (IOException failed) when (_locked.Contains(failed.HResult))
            {
                await Task.Delay(_askAgain, _clock, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                // A full disk, or one that can only be read, will not be another one for waiting.
                Log.NotShared(_logger, _path, failed);
                return null;
            }
        }
    }

    private static FileStreamOptions Private(FileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private async ValueTask<Dictionary<string, SharedToken>> ReadEntriesAsync(CancellationToken cancellationToken)
    {
        var entries = new Dictionary<string, SharedToken>(StringComparer.Ordinal);
        try
        {
            if (new FileInfo(_path) is { Exists: true, Length: <= MaxLength })
            {
                var text = await File.ReadAllBytesAsync(_path, cancellationToken).ConfigureAwait(false);
                Read(text, entries);
            }
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Log.NotShared(_logger, _path, failed);
        }

        return entries;
    }

    private static void Read(byte[] text, Dictionary<string, SharedToken> entries)
    {
        if (
            !StrictJson.TryParseObject(text, out var json, out _)
            || !json.TryGetProperty(Entries, out var tokens)
            || tokens.ValueKind != JsonValueKind.Object
        )
        {
            return;
        }

        foreach (var member in tokens.EnumerateObject())
        {
            if (SharedToken.Read(member.Value) is { } token)
            {
                entries[member.Name] = token;
            }
        }
    }

    private static byte[] Write(Dictionary<string, SharedToken> entries)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject(Entries);
            foreach (var (identity, token) in entries)
            {
                json.WritePropertyName(identity);
                token.Write(json);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            // It holds a token, but nobody else may read it.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(6121, LogLevel.Warning, "Tokens cannot be shared through {Path}")]
        public static partial void NotShared(ILogger logger, string path, Exception failed);
    }
}
