using System.Net;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Providers;

/// <summary>Why there is no token. A value: each request that waited for it throws an exception of its own.</summary>
internal sealed record GrantFault
{
    private GrantFault(Uri provider, Cause cause, string detail)
    {
        Provider = provider;
        Cause = cause;
        Detail = detail;
    }

    /// <summary>Who was asked.</summary>
    public Uri Provider { get; }

    /// <summary>The cause; <see cref="Causes.Provider.Unreachable"/> where trying again later can help.</summary>
    public Cause Cause { get; init; }

    /// <summary>What happened, for people: a clause without its full stop. Nothing secret.</summary>
    public string Detail { get; init; }

    /// <summary>Whether trying again later can help.</summary>
    public bool IsUnavailable => ReferenceEquals(Cause, Causes.Provider.Unreachable);

    /// <summary>Whether the request may have had its effect although its answer never came, or came unreadable.</summary>
    public bool MayHaveWorked { get; init; }

    /// <summary>Whether a person could still help, who was not asked because nobody waits.</summary>
    public bool NeedsPerson { get; init; }

    /// <summary>The provider's own word for it (RFC 6749 section 5.2), as sent; null where it has none.</summary>
    public string? Error { get; init; }

    /// <summary>The status; null where there was no answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>When the provider wants to be asked again; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What was thrown; null where nothing was.</summary>
    public Exception? Inner { get; init; }

    /// <summary>The provider does not give anything at the moment.</summary>
    public static GrantFault Unavailable(Uri provider, string detail) =>
        new(provider, Causes.Provider.Unreachable, detail);

    /// <summary>The provider refuses, and will again.</summary>
    public static GrantFault Refused(Uri provider, Cause cause, string detail) => new(provider, cause, detail);

    /// <summary>What a request throws for it.</summary>
    /// <param name="origin">What the token is got with, for people.</param>
    /// <param name="wait">When the provider is asked again at the earliest; null where that is at once.</param>
    public HttpRequestException ToException(string origin, TimeSpan? wait) =>
        IsUnavailable
            ? new ProviderUnavailableException(Provider, Detail, wait, Inner)
            : new AuthenticationFailedException(
                new AuthenticationFailure
                {
                    Cause = Cause,
                    Method = HttpMethod.Post.Method,
                    Address = Provider,
                    Status = Status,
                    Detail = Detail + ".",
                    Tried = [$"a token by {origin}"],
                    RetryAfter = wait,
                },
                Inner
            );
}
