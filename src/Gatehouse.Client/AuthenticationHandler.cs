using Gatehouse.Client.Flow;
using Gatehouse.Client.Schemes;
using Gatehouse.Client.Sending;

namespace Gatehouse.Client;

/// <summary>
/// Puts credentials on requests, answers challenges, gets new tokens, waits where it is told to, and throws an
/// <see cref="AuthenticationFailedException"/> where nothing helps. Credentials go to the origins of
/// <see cref="AuthenticationOptions.Origins"/> alone, and are taken off the request again once it is answered.
/// </summary>
/// <remarks>
/// A request that has an <c>Authorization</c> field of its own is sent as it is. Redirects are followed as the innermost
/// handler is set to, but here, so that no key goes to another host.
/// </remarks>
public sealed class AuthenticationHandler : DelegatingHandler
{
    private static readonly Lock Gate = new();

    private readonly Authenticator _authenticator;
    private readonly bool _owns;
    private RedirectPolicy? _redirects;

    /// <summary>A handler with connections of its own.</summary>
    /// <param name="options">The ways and the origins.</param>
    /// <exception cref="ArgumentException"><inheritdoc cref="Authenticator(AuthenticationOptions, Microsoft.Extensions.Logging.ILoggerFactory, string)" path="/exception/node()"/></exception>
    public AuthenticationHandler(AuthenticationOptions options)
        : this(options, new SocketsHttpHandler()) { }

    /// <summary>A handler in front of another.</summary>
    /// <param name="options">The ways and the origins.</param>
    /// <param name="innerHandler">What sends the requests.</param>
    /// <exception cref="ArgumentException"><inheritdoc cref="Authenticator(AuthenticationOptions, Microsoft.Extensions.Logging.ILoggerFactory, string)" path="/exception/node()"/></exception>
    public AuthenticationHandler(AuthenticationOptions options, HttpMessageHandler innerHandler)
        : base(innerHandler)
    {
        _authenticator = new Authenticator(options);
        _owns = true;
    }

    /// <summary>A handler whose inner handler is set by whoever builds the chain.</summary>
    /// <param name="authenticator">What is shared with other handlers; it is not disposed of with this one.</param>
    public AuthenticationHandler(Authenticator authenticator)
    {
        ArgumentNullException.ThrowIfNull(authenticator);
        _authenticator = authenticator;
    }

    /// <summary>A handler in front of another.</summary>
    /// <param name="authenticator">What is shared with other handlers; it is not disposed of with this one.</param>
    /// <param name="innerHandler">What sends the requests.</param>
    public AuthenticationHandler(Authenticator authenticator, HttpMessageHandler innerHandler)
        : base(innerHandler)
    {
        ArgumentNullException.ThrowIfNull(authenticator);
        _authenticator = authenticator;
    }

    /// <inheritdoc/>
    /// <exception cref="AuthenticationFailedException">The request was refused, and nothing helped.</exception>
    /// <exception cref="ProviderUnavailableException">What it needs cannot be had now; it was not sent.</exception>
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var redirects = _redirects ??= SetUp();
        var origin = request.RequestUri is { IsAbsoluteUri: true } address ? _authenticator.Find(address) : null;
        if (
            origin is null
            || origin.Refused.Any
            || AuthorizationField.IsOn(request)
            || !RequestBody.IsRepeatable(request)
            || origin.Prepare(request, out var scheme) == Preparation.Later
        )
        {
            return Exchange(request, redirects, cancellationToken).RunAsync();
        }

        if (scheme is { Kind: CredentialKind.Password, AnswersOneChallenge: false } && !origin.Unproven.HasProven)
        {
            // It has to wait for its turn.
            origin.Remove(request);
            return Exchange(request, redirects, cancellationToken).RunAsync();
        }

        Task<HttpResponseMessage>? sending = null;
        try
        {
            sending = base.SendAsync(request, cancellationToken);
        }
        finally
        {
            if (sending is null)
            {
                origin.Remove(request);
            }
        }

        if (!sending.IsCompleted)
        {
            return FinishAsync(request, origin, scheme, sending, redirects, cancellationToken);
        }

        return IsDone(request, origin, scheme, sending)
            ? sending
            : Exchange(request, redirects, cancellationToken).GoOnAsync(origin, scheme, sending);
    }

    /// <summary>The same for programs that wait for each request: it is done elsewhere, so that no context is held up.</summary>
    /// <inheritdoc cref="SendAsync" path="/exception"/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.Run(() => SendAsync(request, cancellationToken), cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _owns)
        {
            _authenticator.Dispose();
        }

        base.Dispose(disposing);
    }

    private RedirectPolicy SetUp()
    {
        // Chains may share what connects, and their first requests come at once.
        lock (Gate)
        {
            _authenticator.Configure(InnerHandler);
            return RedirectPolicy.TakeOver(InnerHandler);
        }
    }

    // The same for an answer that is not there yet: what a refusal needs is made only once there is one.
    private async Task<HttpResponseMessage> FinishAsync(
        HttpRequestMessage request,
        ProtectedOrigin origin,
        ClientScheme? scheme,
        Task<HttpResponseMessage> sending,
        RedirectPolicy redirects,
        CancellationToken cancellationToken
    )
    {
        await ((Task)sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return IsDone(request, origin, scheme, sending)
            ? await sending.ConfigureAwait(false)
            : await Exchange(request, redirects, cancellationToken)
                .GoOnAsync(origin, scheme, sending)
                .ConfigureAwait(false);
    }

    private static bool IsDone(
        HttpRequestMessage request,
        ProtectedOrigin origin,
        ClientScheme? scheme,
        Task<HttpResponseMessage> sending
    )
    {
        if (!sending.IsCompletedSuccessfully || NeedsCare(sending.GetAwaiter().GetResult(), scheme))
        {
            return false;
        }

        origin.Remove(request);
        if (scheme is not null)
        {
            ClientTelemetry.Saved(origin.Client, scheme.Name);
        }

        return true;
    }

    private static bool NeedsCare(HttpResponseMessage response, ClientScheme? scheme) =>
        (int)response.StatusCode >= 300 || (scheme is not null && scheme.WantsToSee(response));

    private Exchange Exchange(
        HttpRequestMessage request,
        RedirectPolicy redirects,
        CancellationToken cancellationToken
    ) => new(_authenticator, request, redirects, base.SendAsync, cancellationToken);
}
