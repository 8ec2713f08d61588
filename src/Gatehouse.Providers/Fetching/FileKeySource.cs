using Gatehouse.Decisions.Providers;
using Gatehouse.Providers.Keys;

namespace Gatehouse.Providers.Fetching;

/// <summary>
/// A key set in a file. Length and time of change say whether it is worth reading, except for a token with an unknown
/// key, which has it read in any case: a file can be replaced within one tick of its clock.
/// </summary>
internal sealed class FileKeySource(string path, int maxBytes) : IKeySource
{
    private static readonly byte[] s_byteOrderMark = [0xEF, 0xBB, 0xBF];
    private (long Length, DateTime ChangedAt)? _seen;

    public long? ClockAheadSeconds => null;

    public async Task<KeyFetch> FetchAsync(FetchReason reason, CancellationToken cancellationToken)
    {
        try
        {
            await using FileStream file = new(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                bufferSize: 0,
                useAsync: true
            );
            // By the open file, not by its path: that may be a link whose target is replaced.
            (long, DateTime) version = (file.Length, File.GetLastWriteTimeUtc(file.SafeFileHandle));
            if (reason == FetchReason.Due && _seen == version)
            {
                return KeyFetch.Unchanged;
            }
            _seen = version;
            byte[]? document = await BoundedBody.ReadAsync(file, maxBytes, cancellationToken);
            return document is null
                ? Misconfigured($"The key set file {QuotedText.Of(path)} is longer than {maxBytes} bytes.")
                : KeyFetch.Of(WithoutMark(document), $"The key set file {QuotedText.Of(path)}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            _seen = null;
            return Misconfigured($"The key set file {QuotedText.Of(path)} {Reason(fault)}.");
        }
    }

    public void Dispose() { }

    private static ReadOnlyMemory<byte> WithoutMark(byte[] document) =>
        document.AsSpan().StartsWith(s_byteOrderMark) ? document.AsMemory(s_byteOrderMark.Length) : document;

    private static KeyFetch Misconfigured(string sentence) =>
        KeyFetch.Failed(ProviderState.Misconfigured, sentence, retryAfter: null);

    private static string Reason(Exception fault) =>
        fault switch
        {
            FileNotFoundException or DirectoryNotFoundException => "does not exist",
            UnauthorizedAccessException => "may not be read by this process",
            _ => "cannot be read",
        };
}
