using Gatehouse.Client.Flow;
using Gatehouse.Client.Schemes;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Sending;

/// <summary>One request with all that follows from it: refusals, repetitions, redirects.</summary>
internal sealed class Exchange(
    Authenticator authenticator,
    HttpRequestMessage request,
    RedirectPolicy redirects,
    Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send,
    CancellationToken cancellationToken
)
{
    /// <summary>Sends it, from the beginning.</summary>
    public Task<HttpResponseMessage> RunAsync() => RunAsync(null, null, null);

    /// <summary>Goes on with a request that is under way, with what this scheme put on it, if any.</summary>
    public Task<HttpResponseMessage> GoOnAsync(
        ProtectedOrigin origin,
        ClientScheme? scheme,
        Task<HttpResponseMessage> sending
    ) => RunAsync(origin, scheme, sending);

    private async Task<HttpResponseMessage> RunAsync(
        ProtectedOrigin? origin,
        ClientScheme? scheme,
        Task<HttpResponseMessage>? sending
    )
    {
        var body = RequestBody.Of(
            request,
            authenticator.BufferLimit,
            expectsRefusal: sending is null && request.RequestUri is not null
        );
        try
        {
            for (var followed = 0; ; followed++)
            {
                var response = await OnceAsync(origin, scheme, sending, body).ConfigureAwait(false);
                if (followed >= redirects.Most || Follow(response, body) is not { } target)
                {
                    return response;
                }

                response.Dispose();
                request.RequestUri = target;
                (origin, scheme, sending) = (null, null, null);
            }
        }
        finally
        {
            body.Restore();
        }
    }

    private async Task<HttpResponseMessage> OnceAsync(
        ProtectedOrigin? origin,
        ClientScheme? scheme,
        Task<HttpResponseMessage>? sending,
        RequestBody body
    )
    {
        origin ??= request.RequestUri is { IsAbsoluteUri: true } address ? authenticator.Find(address) : null;
        // Credentials of the program's own are its own affair.
        if (origin is null || (sending is null && AuthorizationField.IsOn(request)))
        {
            return await send(request, cancellationToken).ConfigureAwait(false);
        }

        var flow = new AuthenticationFlow(origin, request, body, send, cancellationToken);
        try
        {
            return await (sending is null ? flow.RunAsync() : flow.GoOnAsync(scheme, sending)).ConfigureAwait(false);
        }
        finally
        {
            origin.Remove(request);
        }
    }

    private Uri? Follow(HttpResponseMessage response, RequestBody body)
    {
        if (RedirectPolicy.TargetOf(request.RequestUri!, response) is not { } target)
        {
            return null;
        }

        if (
            authenticator.Find(request.RequestUri!) is { Options.ThrowOnRefusal: true }
            && RefusalReader.IsSignIn(request, response)
        )
        {
            response.Dispose();
            throw new AuthenticationFailedException(
                new AuthenticationFailure
                {
                    Cause = Causes.Refusal.AsRedirect,
                    Method = request.Method.Method,
                    Address = request.RequestUri!,
                    Status = response.StatusCode,
                    Detail =
                        $"The server redirects to a sign-in page at {AuthenticationFailedException.AddressOf(target)}.",
                }
            );
        }

        if (RedirectPolicy.BecomesGet(response.StatusCode, request.Method))
        {
            request.Method = HttpMethod.Get;
            request.Content = null;
            request.Headers.TransferEncodingChunked = null;
        }
        else if (!body.CanRepeat)
        {
            return null;
        }

        // What the program put there was for the first address (RFC 9110 section 15.4).
        request.Headers.Remove(AuthorizationField.Name);
        return target;
    }
}
