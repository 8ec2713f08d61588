using System.Net;
using System.Runtime.CompilerServices;

namespace Gatehouse.Client.Sending;

/// <summary>
/// Whether and how redirects are followed. The innermost handler would carry a key in a field of its own to whatever host
/// a server names; so redirects are taken over from it, by its own settings.
/// </summary>
internal sealed class RedirectPolicy
{
    private const int PermanentRedirect = 308;

    // What each innermost handler was set to before it was told to leave redirects alone: chains may share one.
    private static readonly ConditionalWeakTable<HttpMessageHandler, RedirectPolicy> Taken = [];

    private RedirectPolicy(int most) => Most = most;

    /// <summary>How many redirects a request follows; 0 for none.</summary>
    public int Most { get; }

    /// <summary>Takes redirects over from the innermost of these handlers.</summary>
    /// <exception cref="InvalidOperationException">It has sent requests already, and follows redirects.</exception>
    public static RedirectPolicy TakeOver(HttpMessageHandler? handler)
    {
        return InnermostHandler.Of(handler) is { } connecting
            ? Taken.GetValue(connecting, static innermost => new(MostOf(innermost)))
            : new(0);
    }

    /// <summary>Where a redirect leads; null where the answer is none that may be followed: to plain http from https, or to another scheme.</summary>
    public static Uri? TargetOf(Uri from, HttpResponseMessage response)
    {
        if (
            (int)response.StatusCode is not (301 or 302 or 303 or 307 or PermanentRedirect)
            || response.Headers.Location is not { } location
        )
        {
            return null;
        }

        // By its text: a path alone is an absolute file address to some platforms.
        if (
            !Uri.TryCreate(from, location.OriginalString, out var target)
            || (target.Scheme != Uri.UriSchemeHttp && target.Scheme != Uri.UriSchemeHttps)
            || (from.Scheme == Uri.UriSchemeHttps && target.Scheme == Uri.UriSchemeHttp)
        )
        {
            return null;
        }

        // RFC 9110 section 10.2.2: without a fragment of its own it keeps that of the request.
        return from.Fragment.Length > 0 && target.Fragment.Length == 0
            ? new UriBuilder(target) { Fragment = from.Fragment }.Uri
            : target;
    }

    /// <summary>Whether the next request has the method GET and no body (RFC 9110 section 15.4), as browsers do it.</summary>
    public static bool BecomesGet(HttpStatusCode status, HttpMethod method) =>
        (int)status switch
        {
            301 or 302 => method == HttpMethod.Post,
            303 => method != HttpMethod.Get && method != HttpMethod.Head,
            _ => false,
        };

    private static int MostOf(HttpMessageHandler innermost)
    {
        try
        {
            switch (innermost)
            {
                case SocketsHttpHandler { AllowAutoRedirect: true } sockets:
                    sockets.AllowAutoRedirect = false;
                    return sockets.MaxAutomaticRedirections;
                case HttpClientHandler { AllowAutoRedirect: true } client:
                    client.AllowAutoRedirect = false;
                    return client.MaxAutomaticRedirections;
                default:
                    return 0;
            }
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException(
                "The innermost handler follows redirects by itself and has sent requests already, so that it would carry "
                    + "keys to other hosts: set its AllowAutoRedirect to false, or give AuthenticationHandler a new one.",
                exception
            );
        }
    }
}
