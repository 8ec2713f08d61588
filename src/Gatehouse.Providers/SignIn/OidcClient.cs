using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Providers;
using Gatehouse.Protocol.Jose;
using Gatehouse.Protocol.Json;
using Gatehouse.Providers.Discovery;
using Gatehouse.Providers.Fetching;

namespace Gatehouse.Providers.SignIn;

/// <summary>
/// Asks an OpenID provider what signing in needs: its endpoints, tokens for a code, who the person is. Whatever goes wrong
/// is a cause with evidence, never an exception. Safe to use from many threads.
/// </summary>
public sealed class OidcClient : IDisposable
{
    private static readonly TimeSpan EndpointsKept = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AcceptedKept = TimeSpan.FromMinutes(10);

    private readonly SignInOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;
    private readonly DocumentReader _documents;
    private readonly ProviderExchange _exchange;
    private readonly ProviderTokenReader _tokens;
    private readonly AddressGuard _guard;
    private readonly Uri _issuer;
    private readonly SemaphoreSlim _asking = new(1, 1);
    private ProviderAnswer<SignInMetadata> _metadata;
    private DateTimeOffset _metadataAt = DateTimeOffset.MinValue;
    private DateTimeOffset _acceptedAt = DateTimeOffset.MinValue;

    private OidcClient(
        SignInOptions options,
        IProvider keys,
        TimeProvider time,
        HttpMessageHandler? handler,
        Uri issuer
    )
    {
        _options = options;
        _time = time;
        _issuer = issuer;
        _guard = new AddressGuard(issuer.IdnHost, options.OutboundProxy?.IdnHost, Dns.GetHostAddressesAsync);
        _http = new HttpMessageInvoker(
            handler ?? OutboundHttp.CreateHandler(options.OutboundProxy, options.Timeout, _guard),
            disposeHandler: handler is null
        );
        _documents = new DocumentReader(_http, options.Timeout, 1024 * 1024, time);
        _exchange = new ProviderExchange(_http, options.Timeout, time);
        _tokens = new ProviderTokenReader(options, keys, time);
    }

    /// <summary>How it is asked.</summary>
    public SignInOptions Options => _options;

    /// <summary>By how much the provider's clock is ahead of ours, by its last answer; null where not measured.</summary>
    public long? ClockAheadSeconds => _exchange.ClockAheadSeconds ?? _documents.ClockAheadSeconds;

    /// <summary>Makes a client; nothing is asked yet.</summary>
    /// <param name="options">How the provider is asked.</param>
    /// <param name="keys">The provider's keys.</param>
    /// <param name="time">The time.</param>
    /// <param name="handler">Sends in place of the network; not disposed.</param>
    /// <exception cref="ArgumentException">The issuer is no address that may be asked.</exception>
    public static OidcClient Create(
        SignInOptions options,
        IProvider keys,
        TimeProvider time,
        HttpMessageHandler? handler = null
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        return ProviderAddress.TryRead(options.Issuer, out Uri? issuer, out string? fault)
            ? new OidcClient(options, keys, time, handler, issuer)
            : throw new ArgumentException(
                $"The issuer {ProviderAddress.Told(options.Issuer)} {fault}.",
                nameof(options)
            );
    }

    /// <summary>The provider's endpoints, asked for anew after two seconds, so that a provider that is away shows at once.</summary>
    public async Task<ProviderAnswer<SignInMetadata>> FindMetadataAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (_time.GetUtcNow() - _metadataAt >= EndpointsKept)
            {
                _metadata = await ReadMetadataAsync(cancellationToken);
                _metadataAt = _time.GetUtcNow();
            }

            return _metadata;
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>The endpoints as last read well, without asking anyone; null where they never were.</summary>
    public SignInMetadata? KnownMetadata => _metadata.Value;

    /// <summary>
    /// Whether the authorization endpoint would take a request of ours: asked once in ten minutes with <c>prompt=none</c>,
    /// because a browser that is sent there and refused never comes back to tell. What stands against it, or null.
    /// </summary>
    public async Task<Finding?> FindRejectionAsync(Uri request, Uri redirect, CancellationToken cancellationToken)
    {
        if (_time.GetUtcNow() - _acceptedAt < AcceptedKept)
        {
            return null;
        }

        if (await _guard.RefusalAsync(request, cancellationToken) is not null)
        {
            // A page for browsers elsewhere in their network; whether it answers is theirs to see.
            return null;
        }

        using HttpRequestMessage message = new(HttpMethod.Get, request);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        ProviderExchange.ExchangeAnswer answer = await _exchange.SendAsync(message, cancellationToken);
        if (answer.Failure is { FailedState: ProviderState.Misconfigured })
        {
            return null;
        }

        if (answer.Failure is { } failure)
        {
            return ProviderFindings.Unreachable(_options.Name, "authorization_endpoint", failure.Failure!);
        }

        if (answer.IsAway)
        {
            return ProviderFindings.Unreachable(
                _options.Name,
                "authorization_endpoint",
                $"{QuotedText.Of(request)} answered {answer.Status}.",
                answer.RetryAfter
            );
        }

        // A request whose client or redirect_uri is not known must not be sent back (RFC 6749 section 4.1.2.1).
        if (answer.Status == (int)HttpStatusCode.BadRequest)
        {
            return ProviderFindings.Misconfigured(
                _options.Name,
                "authorization_endpoint",
                $"{QuotedText.Of(request)} answered 400 to a request with the client {QuotedText.Of(_options.ClientId)} "
                    + $"and the redirect_uri {QuotedText.Of(redirect.AbsoluteUri)}: one of them is not registered there as it stands here"
            );
        }

        _acceptedAt = _time.GetUtcNow();
        return null;
    }

    /// <summary>Redeems a code (RFC 6749 section 4.1.3, RFC 7636 section 4.5).</summary>
    public async Task<ProviderAnswer<ProviderTokens>> RedeemAsync(
        string code,
        string verifier,
        Uri redirect,
        CancellationToken cancellationToken
    )
    {
        ProviderAnswer<ProviderTokens> answer = await AskForTokensAsync(
            [
                new("grant_type", "authorization_code"),
                new("code", code),
                new("redirect_uri", redirect.AbsoluteUri),
                new("code_verifier", verifier),
            ],
            "the code that it gave was used already, or is too old",
            cancellationToken
        );
        return answer.Value is { IdToken: null }
            ? ProviderFindings.Misconfigured(
                _options.Name,
                "token_endpoint",
                "the answer has no id_token: the client must be registered for the scope openid"
            )
            : answer;
    }

    /// <summary>
    /// Renews a sign-in (RFC 6749 section 6). A <c>provider.login-failed</c> means that the provider ended it; anything
    /// else says nothing about the person.
    /// </summary>
    public Task<ProviderAnswer<ProviderTokens>> RenewAsync(string refreshToken, CancellationToken cancellationToken) =>
        AskForTokensAsync(
            [new("grant_type", "refresh_token"), new("refresh_token", refreshToken)],
            "it ended your sign-in",
            cancellationToken
        );

    /// <summary>Verifies the ID token and, where it lacks what is needed, asks userinfo (OpenID Connect Core 1.0 section 5.3).</summary>
    public async Task<ProviderAnswer<ProviderPerson>> IdentifyAsync(
        ProviderTokens tokens,
        SignInDemand demand,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(tokens);
        JwtClaims? claims = null;
        if (tokens.IdToken is { } text)
        {
            ProviderAnswer<JwtClaims> read = await _tokens.ReadIdTokenAsync(
                text,
                tokens.AccessToken,
                demand,
                ClockAheadSeconds is { } ahead ? (ahead, "the Date of its last answer") : null,
                cancellationToken
            );
            if (read.Refusal is { } refusal)
            {
                return refusal;
            }

            claims = read.Value;
        }

        string subject = claims?.Subject ?? demand.Subject!;
        JwtClaims? more = null;
        if (NeedsMore(claims) && KnownMetadata?.UserInfo is { } endpoint)
        {
            ProviderAnswer<JwtClaims> asked = await AskUserInfoAsync(
                endpoint,
                tokens.AccessToken,
                subject,
                cancellationToken
            );
            if (asked.Refusal is { } refusal)
            {
                return refusal;
            }

            more = asked.Value;
        }

        return new ProviderPerson
        {
            Subject = subject,
            Session = claims?.Strings("sid") is [var session] ? session : null,
            AuthenticatedAt = claims?.AuthTime is { } at
                ? DateTimeOffset.FromUnixTimeSeconds(at - (ClockAheadSeconds ?? 0))
                : null,
            Methods = claims?.Strings("amr") ?? [],
            Acr = claims?.Acr,
            PreferredName = One(claims, "preferred_username") ?? One(more, "preferred_username"),
            VerifiedEmail = VerifiedEmailOf(claims) ?? VerifiedEmailOf(more),
            RoleValues = RolesOf(claims) ?? RolesOf(more),
        };
    }

    /// <summary>Judges a logout token (OpenID Connect Back-Channel Logout 1.0 section 2.6).</summary>
    public ValueTask<ProviderAnswer<JwtClaims>> ReadLogoutTokenAsync(
        string text,
        CancellationToken cancellationToken
    ) => _tokens.ReadLogoutTokenAsync(text, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _asking.Dispose();
    }

    private async Task<ProviderAnswer<SignInMetadata>> ReadMetadataAsync(CancellationToken cancellationToken)
    {
        DocumentAnswer? first = null;
        foreach (Uri address in DiscoveryAddresses.Of(_issuer))
        {
            DocumentAnswer answer = await _documents.ReadAsync(address, cancellationToken);
            if (answer.Body is { } document)
            {
                return SignInMetadata.TryRead(
                    document,
                    _options.Issuer,
                    _issuer,
                    out SignInMetadata? read,
                    out string? fault
                )
                    ? read
                    : ProviderFindings.Misconfigured(_options.Name, "discovery", $"{QuotedText.Of(address)} {fault}");
            }

            first ??= answer;
            if (!answer.NotThere)
            {
                break;
            }
        }

        return Failed("discovery", first!);
    }

    private Unanswerable Failed(string endpoint, DocumentAnswer answer) =>
        answer.FailedState == ProviderState.Misconfigured
            ? ProviderFindings.Misconfigured(_options.Name, endpoint, answer.Failure!)
            : ProviderFindings.Unreachable(_options.Name, endpoint, answer.Failure!, answer.RetryAfter);

    private async Task<ProviderAnswer<ProviderTokens>> AskForTokensAsync(
        List<KeyValuePair<string, string>> form,
        string grantRefused,
        CancellationToken cancellationToken
    )
    {
        ProviderAnswer<SignInMetadata> metadata = KnownMetadata is { } known
            ? known
            : await FindMetadataAsync(cancellationToken);
        if (metadata.Value is not { } endpoints)
        {
            return metadata.Refusal!;
        }

        if (await _guard.RefusalAsync(endpoints.Token, cancellationToken) is { } refusal)
        {
            return ProviderFindings.Misconfigured(
                _options.Name,
                "token_endpoint",
                $"{QuotedText.Of(endpoints.Token)} was not asked: {refusal}"
            );
        }

        using HttpRequestMessage request = new(HttpMethod.Post, endpoints.Token);
        Authenticate(request, form, endpoints);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Content = new FormUrlEncodedContent(form);
        ProviderExchange.ExchangeAnswer answer = await _exchange.SendAsync(request, cancellationToken);
        if (answer.Failure is { } failure)
        {
            return Failed("token_endpoint", failure);
        }

        if (answer.IsAway)
        {
            return ProviderFindings.Unreachable(
                _options.Name,
                "token_endpoint",
                $"{QuotedText.Of(endpoints.Token)} answered {answer.Status}.",
                answer.RetryAfter
            );
        }

        return answer.IsGood
            ? ReadTokens(endpoints.Token, answer.Body)
            : ReadTokenError(endpoints.Token, answer, grantRefused);
    }

    // RFC 6749 section 2.3.1: both parts are form-encoded before they are joined.
    private void Authenticate(
        HttpRequestMessage request,
        List<KeyValuePair<string, string>> form,
        SignInMetadata endpoints
    )
    {
        if (_options.ClientSecret is not { } secret)
        {
            form.Add(new("client_id", _options.ClientId));
        }
        else if (endpoints.SecretInForm)
        {
            form.Add(new("client_id", _options.ClientId));
            form.Add(new("client_secret", secret));
        }
        else
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(
                    Encoding.ASCII.GetBytes(
                        WebUtility.UrlEncode(_options.ClientId) + ":" + WebUtility.UrlEncode(secret)
                    )
                )
            );
        }
    }

    private ProviderAnswer<ProviderTokens> ReadTokens(Uri endpoint, ReadOnlyMemory<byte> body)
    {
        if (
            !StrictJson.TryParseObject(body.Span, out JsonElement root, out JsonFault fault)
            || Text(root, "access_token") is not { } access
        )
        {
            return ProviderFindings.Misconfigured(
                _options.Name,
                "token_endpoint",
                $"{QuotedText.Of(endpoint)} answered no JSON object with an access_token ({fault})"
            );
        }

        TimeSpan? lifetime =
            root.TryGetProperty("expires_in", out JsonElement seconds)
            && seconds.ValueKind == JsonValueKind.Number
            && seconds.TryGetInt32(out int given)
            && given > 0
                ? TimeSpan.FromSeconds(given)
                : null;
        return new ProviderTokens(access, Text(root, "id_token"), Text(root, "refresh_token"), lifetime);
    }

    private Finding ReadTokenError(Uri endpoint, ProviderExchange.ExchangeAnswer answer, string grantRefused)
    {
        string? code = null;
        string? description = null;
        if (StrictJson.TryParseObject(answer.Body.Span, out JsonElement root, out _))
        {
            code = Text(root, "error");
            description = Text(root, "error_description");
        }

        string problem = string.Create(
            CultureInfo.InvariantCulture,
            $"{QuotedText.Of(endpoint)} answered {answer.Status}{(code is null ? "" : " " + QuotedText.Of(code))}{(description is null ? "" : ": " + QuotedText.Of(description))}"
        );
        return code switch
        {
            "invalid_grant" => ProviderFindings.LoginFailed(_options.Name, grantRefused, problem),
            "invalid_client" => ProviderFindings.Misconfigured(
                _options.Name,
                "token_endpoint",
                problem + "; the client's secret is not the one it knows, or has expired there"
            ),
            _ => ProviderFindings.Misconfigured(_options.Name, "token_endpoint", problem),
        };
    }

    private bool NeedsMore(JwtClaims? claims) =>
        claims is null
        || (_options.RolesClaim is not null && RolesOf(claims) is null)
        || (One(claims, "preferred_username") is null && VerifiedEmailOf(claims) is null);

    private async Task<ProviderAnswer<JwtClaims>> AskUserInfoAsync(
        Uri endpoint,
        string accessToken,
        string subject,
        CancellationToken cancellationToken
    )
    {
        if (await _guard.RefusalAsync(endpoint, cancellationToken) is { } refusal)
        {
            return ProviderFindings.Misconfigured(
                _options.Name,
                "userinfo_endpoint",
                $"{QuotedText.Of(endpoint)} was not asked: {refusal}"
            );
        }

        using HttpRequestMessage request = new(HttpMethod.Get, endpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        ProviderExchange.ExchangeAnswer answer = await _exchange.SendAsync(request, cancellationToken);
        if (answer.Failure is { } failure)
        {
            return Failed("userinfo_endpoint", failure);
        }

        if (answer.IsAway)
        {
            return ProviderFindings.Unreachable(
                _options.Name,
                "userinfo_endpoint",
                $"{QuotedText.Of(endpoint)} answered {answer.Status}.",
                answer.RetryAfter
            );
        }

        string? problem =
            !answer.IsGood ? $"answered {answer.Status}"
            : !JwtClaims.TryParse(answer.Body, out JwtClaims? claims, out JwsFault fault)
                ? $"answered no JSON object of claims ({fault})"
            // Another person's claims, swapped in (OpenID Connect Core 1.0 section 5.3.2).
            : !string.Equals(claims.Subject, subject, StringComparison.Ordinal) ? "answered about another subject"
            : null;
        return problem is null && JwtClaims.TryParse(answer.Body, out JwtClaims? good, out _)
            ? good
            : ProviderFindings.Misconfigured(
                _options.Name,
                "userinfo_endpoint",
                $"{QuotedText.Of(endpoint)} {problem}"
            );
    }

    private IReadOnlyList<string>? RolesOf(JwtClaims? claims) =>
        _options.RolesClaim is { } claim && claims?.Strings(claim) is { Count: > 0 } values ? values : null;

    private static string? One(JwtClaims? claims, string name) =>
        claims?.Strings(name) is [{ Length: > 0 } value] ? value : null;

    private static string? VerifiedEmailOf(JwtClaims? claims) =>
        claims is { Email: { Length: > 0 } email } && claims.IsTrue("email_verified") ? email : null;

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
