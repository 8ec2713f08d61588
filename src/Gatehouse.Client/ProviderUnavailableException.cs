using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client;

/// <summary>
/// What the request needs, a token above all, cannot be had at the moment: its provider does not answer, or says that it
/// cannot. The request itself was not sent. Trying again later can help; signing in again cannot.
/// </summary>
public sealed class ProviderUnavailableException : HttpRequestException
{
    internal ProviderUnavailableException(Uri provider, string reason, TimeSpan? retryAfter, Exception? inner = null)
        : base(
            HttpRequestError.ConnectionError,
            $"{AuthenticationFailedException.AddressOf(provider)} gives no token at the moment: {reason}. The request was not sent.",
            inner,
            statusCode: null
        )
    {
        Provider = AuthenticationFailedException.AddressOf(provider);
        RetryAfter = retryAfter;
    }

    /// <summary>The endpoint that does not answer, without its query.</summary>
    public Uri Provider { get; }

    /// <summary>When it will be asked again at the earliest; until then every request that needs it fails at once. Null where that is not settled.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Why, as an entry of the catalogue.</summary>
    public Cause Cause { get; } = Causes.Provider.Unreachable;
}
