namespace Gatehouse.Gateway.Configuration;

/// <summary>
/// Reads a configuration file again when it changes. File system events where they can be had, a look at the file each
/// second where not (network folders, exhausted watches, files mounted by link); either way a change counts once the
/// file has been left alone for a moment, and only where its content differs.
/// </summary>
/// <remarks>
/// A result with errors is handed on like any other: the receiver keeps the configuration that it has and reports the
/// problems. The receiver is called from one thread at a time and must not throw. A saved file that ends in the middle of
/// a line, where the one before did not, is taken for half-written: that is an error of it.
/// </remarks>
public sealed class ConfigurationWatcher : IDisposable
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SettleAtMost = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly SecretResolver _secrets;
    private readonly Action<ConfigurationResult, bool> _changed;
    private readonly ITimer _poll;
    private readonly ITimer _settled;
    private readonly FileSystemWatcher? _events;
    private FileMark _seen;
    private long? _noticed;
    private byte[]? _content;
    private bool _endsWithLine;
    private bool _disposed;

    /// <summary>Watches from now on; what the file holds now is taken for known.</summary>
    /// <param name="path">The configuration file.</param>
    /// <param name="time">The clock of the second's look and of the moment of rest.</param>
    /// <param name="changed">Receives each new reading, and whether somebody asked for it.</param>
    /// <param name="secrets">Where secrets come from; null for this process's environment.</param>
    public ConfigurationWatcher(
        string path,
        TimeProvider time,
        Action<ConfigurationResult, bool> changed,
        SecretResolver? secrets = null
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(changed);
        _path = Path.GetFullPath(path);
        _time = time;
        _secrets = secrets ?? SecretResolver.Default;
        _changed = changed;
        _seen = FileMark.Of(_path);
        _content = ConfigurationFile.TryReadAll(_path);
        _endsWithLine = EndsWithLine(_content);
        _settled = time.CreateTimer(
            _ => ReadIfChanged(),
            state: null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        _poll = time.CreateTimer(_ => Look(), state: null, PollEvery, PollEvery);
        _events = TryWatch(_path);
    }

    /// <summary>Reads the file now, changed or not, secrets included (SIGHUP): the result is also handed on.</summary>
    public ConfigurationResult Reload()
    {
        lock (_gate)
        {
            _seen = FileMark.Of(_path);
            _content = ConfigurationFile.TryReadAll(_path);
            _endsWithLine = EndsWithLine(_content);
            var result = Reading(_content);
            if (!_disposed)
            {
                _changed(result, true);
            }

            return result;
        }
    }

    /// <summary>Watches no longer; nothing is handed on once this has returned.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        _events?.Dispose();
        _poll.Dispose();
        _settled.Dispose();
    }

    private FileSystemWatcher? TryWatch(string path)
    {
        var folder = Path.GetDirectoryName(path);
        if (folder is null || !Directory.Exists(folder))
        {
            return null;
        }

        try
        {
            FileSystemWatcher events = new(folder)
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            events.Changed += (_, _) => Soon();
            events.Created += (_, _) => Soon();
            events.Deleted += (_, _) => Soon();
            events.Renamed += (_, _) => Soon();
            events.EnableRaisingEvents = true;
            return events;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The kernel's watches are used up: the look each second remains.
            return null;
        }
    }

    private void Look()
    {
        lock (_gate)
        {
            var mark = FileMark.Of(_path);
            if (mark == _seen)
            {
                return;
            }

            _seen = mark;
        }

        Soon();
    }

    /// <summary>Something has changed in the folder.</summary>
    /// <remarks>
    /// Each further event moves the reading on, so that a file is read once its writer has finished; but not for ever: a
    /// file beside it may be written to all the time.
    /// </remarks>
    internal void Soon()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _noticed ??= _time.GetTimestamp();
            if (_time.GetElapsedTime(_noticed.Value) < SettleAtMost)
            {
                _settled.Change(Settle, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void ReadIfChanged()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _noticed = null;
            var content = ConfigurationFile.TryReadAll(_path);
            if (Same(content, _content))
            {
                return;
            }

            _content = content;
            var isCut = _endsWithLine && content is { Length: > 0 } && !EndsWithLine(content);
            _endsWithLine = isCut || EndsWithLine(content);
            _changed(isCut ? Cut(content!) : Reading(content), false);
        }
    }

    private ConfigurationResult Reading(byte[]? content) =>
        content is null
            ? ConfigurationReader.ReadFile(_path, _secrets)
            : ConfigurationReader.ReadBytes(content, _path, _secrets);

    private ConfigurationResult Cut(byte[] content)
    {
        var line = content.AsSpan().Count((byte)'\n') + 1;
        return new ConfigurationResult
        {
            Problems =
            [
                new ConfigurationProblem(
                    Severity.Error,
                    "file-cut",
                    _path,
                    line,
                    1,
                    "",
                    "The file ends in the middle of this line, which it did not before: it seems to be half-written.",
                    "End it with a line end, or send SIGHUP if it is meant as it is."
                ),
            ],
        };
    }

    private static bool EndsWithLine(byte[]? content) => content is [.., (byte)'\n'];

    private static bool Same(byte[]? one, byte[]? other) =>
        one is null || other is null ? one is null && other is null : one.AsSpan().SequenceEqual(other);
}
