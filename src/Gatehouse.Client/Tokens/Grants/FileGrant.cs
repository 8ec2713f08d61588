using System.Text;
using Gatehouse.Client.Providers;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Tokens.Grants;

/// <summary>
/// A token that somebody else keeps fresh in a file, as Kubernetes does for its projected service account tokens. The file
/// is read anew every minute at the latest: it may be replaced, a link to it too, and no notice of that is dependable.
/// </summary>
internal sealed class FileGrant : TokenGrant
{
    private const int MaxLength = 64 * 1024;
    private const int Tries = 2;

    private static readonly TimeSpan _readAgain = TimeSpan.FromMinutes(1);

    private readonly string _path;
    private readonly TimeProvider _clock;
    private readonly Uri _address;

    public FileGrant(string path, TimeProvider clock)
    {
        _path = Path.GetFullPath(path);
        _clock = clock;
        _address = new Uri(_path);
    }

    /// <inheritdoc/>
    public override string Origin => "token file";

    /// <inheritdoc/>
    public override Uri Address => _address;

    /// <inheritdoc/>
    public override bool CanWiden => false;

    /// <inheritdoc/>
    public override async ValueTask<GrantResult> RequestAsync(GrantDemand demand, CancellationToken cancellationToken)
    {
        var (text, fault) = await ReadAsync(cancellationToken).ConfigureAwait(false);
        if (text is null)
        {
            return fault!;
        }

        if (text.Length == 0)
        {
            return GrantFault.Unavailable(_address, "the file is empty");
        }

        return text.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? GrantFault.Refused(_address, Causes.Credentials.Unreadable, "The file holds more than one token, or none")
            : OwnedToken.Of(new AccessToken(text), _clock.GetUtcNow(), "The file holds no newer token.") with
            {
                LookAgainAfter = _readAgain,
            };
    }

    private async ValueTask<(string? Text, GrantFault? Fault)> ReadAsync(CancellationToken cancellationToken)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                var file = new FileStream(
                    _path,
                    FileMode.Open,
                    FileAccess.Read,
                    FileShare.ReadWrite | FileShare.Delete,
                    bufferSize: 0,
                    FileOptions.Asynchronous
                );
                await using (file.ConfigureAwait(false))
                {
                    var buffer = new byte[MaxLength + 1];
                    var length = await file.ReadAtLeastAsync(
                            buffer,
                            buffer.Length,
                            throwOnEndOfStream: false,
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                    return length > MaxLength
                        ? (
                            null,
                            GrantFault.Refused(
                                _address,
                                Causes.Credentials.Unreadable,
                                "The file is far longer than any token"
                            )
                        )
                        // A newline at the end is what most tools write.
                        : (Encoding.UTF8.GetString(buffer, 0, length).Trim().TrimStart('\uFEFF'), null);
                }
            }
            catch (Exception missing)
                when (missing is FileNotFoundException or DirectoryNotFoundException && tried < Tries)
            {
                // The link to it is being replaced.
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                var detail = failed switch
                {
                    FileNotFoundException or DirectoryNotFoundException => "there is no such file",
                    UnauthorizedAccessException => "this program may not read the file",
                    _ => "the file cannot be read",
                };
                return (null, GrantFault.Unavailable(_address, detail) with { Inner = failed });
            }
        }
    }
}
