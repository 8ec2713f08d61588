using Gatehouse.Client.Proofs;
using Gatehouse.Client.Providers;
using Gatehouse.Client.Schemes;
using Gatehouse.Client.Tokens;
using Gatehouse.Client.Tokens.Grants;
using Gatehouse.Client.Tokens.Sharing;
using Microsoft.Extensions.Caching.Distributed;

namespace Gatehouse.Client;

/// <summary>
/// How access tokens are got and kept: one way (the methods <c>ClientCredentials</c>, <c>RefreshToken</c>,
/// <c>DeviceCode</c>, <c>TokenExchange</c>, <c>Delegate</c>, <c>File</c>), and where it needs one, a provider.
/// </summary>
public sealed class BearerOptions
{
    private static readonly TimeSpan _exchangeLimit = TimeSpan.FromSeconds(10);

    private readonly List<string> _scopes = [];
    private readonly List<string> _allowedScopes = [];
    private readonly List<string> _allowedIssuers = [];
    private Func<GrantSetting, TokenGrant>? _way;
    private bool _needsProvider;
    private string[]? _shareable;
    private bool _isOfPerson;
    private string _shareName = "";
    private Func<string, SchemeContext, SharedTokens>? _share;

    /// <summary>
    /// The provider's issuer, exactly as it writes it itself: its endpoints are read from its metadata (OpenID Connect
    /// Discovery 1.0, RFC 8414). Null where <see cref="TokenEndpoint"/> says where to go.
    /// </summary>
    public string? Issuer { get; set; }

    /// <summary>The provider's token endpoint (RFC 6749 section 3.2); null where its metadata says it.</summary>
    public Uri? TokenEndpoint { get; set; }

    /// <summary>The provider's device authorization endpoint (RFC 8628 section 3.1); null where its metadata says it.</summary>
    public Uri? DeviceEndpoint { get; set; }

    /// <summary>The <c>audience</c> to ask for, where the provider wants one; null for none.</summary>
    public string? Audience { get; set; }

    /// <summary>The <c>resource</c> to ask for (RFC 8707), an absolute URI; null for none.</summary>
    public string? Resource { get; set; }

    /// <summary>The scopes to ask for (RFC 6749 section 3.3); empty for the provider's own choice.</summary>
    public IReadOnlyList<string> Scopes => _scopes;

    /// <summary>The scopes that may be asked for besides, once a resource says that they are missing.</summary>
    public IReadOnlyList<string> AllowedScopes => _allowedScopes;

    /// <summary>The issuers that a resource may name as its authorization servers (RFC 9728).</summary>
    public IReadOnlyList<string> AllowedIssuers => _allowedIssuers;

    /// <summary>
    /// Signs a person in again as a resource demands it (RFC 9470), and gives the token that comes of it; null where they
    /// do not want to. Null, the default, where a program cannot.
    /// </summary>
    public Func<TokenNeeds, CancellationToken, ValueTask<AccessToken?>>? StepUp { get; set; }

    /// <summary>
    /// Has a person sign in again in the program's own way where the refresh token is of no use any more, and gives the new
    /// refresh token; null where they do not want to. Null, the default, where a program cannot.
    /// </summary>
    public Func<SignInRequest, CancellationToken, ValueTask<string?>>? SignIn { get; set; }

    /// <summary>How long getting one token may take altogether, people not counted. 30 seconds by default.</summary>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long before the end of a session its warning comes. 5 minutes by default.</summary>
    public TimeSpan WarnBefore { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Sets <see cref="Issuer"/>.</summary>
    /// <param name="issuer">The issuer.</param>
    public BearerOptions From(string issuer)
    {
        Issuer = issuer;
        return this;
    }

    /// <summary>Sets <see cref="TokenEndpoint"/>.</summary>
    /// <param name="tokenEndpoint">The endpoint.</param>
    public BearerOptions From(Uri tokenEndpoint)
    {
        TokenEndpoint = tokenEndpoint;
        return this;
    }

    /// <summary>Adds to <see cref="Scopes"/>.</summary>
    /// <param name="scopes">Scopes, one each.</param>
    public BearerOptions WithScopes(params string[] scopes)
    {
        _scopes.AddRange(scopes);
        return this;
    }

    /// <summary>Adds to <see cref="AllowedScopes"/>.</summary>
    /// <param name="scopes">Scopes, one each.</param>
    public BearerOptions AllowScopes(params string[] scopes)
    {
        _allowedScopes.AddRange(scopes);
        return this;
    }

    /// <summary>Adds to <see cref="AllowedIssuers"/>. The client's secret goes to them too.</summary>
    /// <param name="issuers">Issuers, exactly as they write themselves.</param>
    public BearerOptions AllowIssuers(params string[] issuers)
    {
        _allowedIssuers.AddRange(issuers);
        return this;
    }

    /// <summary>Gets tokens for the program itself (RFC 6749 section 4.4).</summary>
    /// <param name="clientId">The <c>client_id</c>.</param>
    /// <param name="clientSecret">The secret, sent as a Basic credential.</param>
    public BearerOptions ClientCredentials(string clientId, string clientSecret) =>
        ClientCredentials(ClientIdentity.WithSecret(clientId, clientSecret));

    /// <summary>Gets tokens for the program itself (RFC 6749 section 4.4).</summary>
    /// <param name="client">Who the program is, and how it proves that.</param>
    public BearerOptions ClientCredentials(ClientIdentity client) =>
        Use(
            setting => new ClientCredentialsGrant(EndpointOf(setting, client), Target),
            needsProvider: true,
            ["client credentials", client?.Id ?? throw new ArgumentNullException(nameof(client))]
        );

    /// <summary>Gets tokens with a refresh token that the program has (RFC 6749 section 6), kept in memory.</summary>
    /// <param name="client">Who the program is, and how it proves that.</param>
    /// <param name="refreshToken">The refresh token. A secret.</param>
    public BearerOptions RefreshToken(ClientIdentity client, string refreshToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(refreshToken);
        return RefreshToken(client, new MemoryRefreshTokenStore(refreshToken), refreshToken);
    }

    /// <summary>
    /// Gets tokens with a refresh token that the program has (RFC 6749 section 6). Where the provider replaces it, the new
    /// one is stored before anything else.
    /// </summary>
    /// <param name="client">Who the program is, and how it proves that.</param>
    /// <param name="store">Where it is kept.</param>
    public BearerOptions RefreshToken(ClientIdentity client, IRefreshTokenStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return RefreshToken(client, store, first: null);
    }

    /// <summary>
    /// Has a person approve this program from another device (RFC 8628), by the prompt of
    /// <see cref="AuthenticationOptions.Prompt"/>, and keeps the session fresh from then on.
    /// </summary>
    /// <param name="client">Who the program is, and how it proves that.</param>
    /// <param name="store">Where the refresh token is kept between runs; null for in memory.</param>
    public BearerOptions DeviceCode(ClientIdentity client, IRefreshTokenStore? store = null) =>
        Use(
            setting =>
            {
                var endpoint = EndpointOf(setting, client);
                return new RefreshTokenGrant(
                    endpoint,
                    Target,
                    store ?? new MemoryRefreshTokenStore(null),
                    setting.Context.Prompt is { } prompt
                        ? new DeviceSignIn(endpoint, Target, prompt)
                        : throw new InvalidOperationException(
                            "Signing in with a device code needs somebody who shows the code: set Prompt."
                        ),
                    setting.Context.Logger
                );
            },
            needsProvider: true,
            ["device code", client?.Id ?? throw new ArgumentNullException(nameof(client))],
            isOfPerson: true
        );

    /// <summary>Gets tokens in exchange for one that the program holds (RFC 8693).</summary>
    /// <param name="client">Who the program is, and how it proves that.</param>
    /// <param name="subjectToken">Gives the token to exchange; null where the program has none. Asked each time.</param>
    /// <param name="subjectTokenType">What it is (RFC 8693 section 3); null for an access token.</param>
    public BearerOptions TokenExchange(
        ClientIdentity client,
        Func<CancellationToken, ValueTask<string?>> subjectToken,
        string? subjectTokenType = null
    )
    {
        ArgumentNullException.ThrowIfNull(subjectToken);
        return Use(
            setting => new TokenExchangeGrant(
                EndpointOf(setting, client),
                Target,
                subjectToken,
                subjectTokenType ?? TokenExchangeGrant.AccessTokenType
            ),
            needsProvider: true
        );
    }

    /// <summary>Takes tokens that the program gets in a way of its own.</summary>
    /// <param name="own">
    /// Gives a token; null where there is none. Whatever it throws reaches requests as the inner exception of a
    /// <see cref="ProviderUnavailableException"/>.
    /// </param>
    public BearerOptions Delegate(Func<TokenRequest, CancellationToken, ValueTask<AccessToken?>> own)
    {
        ArgumentNullException.ThrowIfNull(own);
        return Use(setting => new DelegateGrant(own, setting.Context.Clock), needsProvider: false);
    }

    /// <summary>
    /// Takes the token that a file holds and somebody else keeps fresh, as Kubernetes does with projected service account
    /// tokens. It is read anew every minute, when its token nears its end, and when that is refused.
    /// </summary>
    /// <param name="path">The file: one token, and white space around it.</param>
    public BearerOptions File(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Use(setting => new FileGrant(path, setting.Context.Clock), needsProvider: false);
    }

    /// <summary>
    /// Shares tokens with other processes through a file, so that one of them renews for all: readable by its owner alone,
    /// replaced whole, guarded by a lock on <c>{path}.lock</c> that the system takes from whoever dies. Guaranteed where
    /// the file system knows locks (network file systems may not) and one account owns all the processes.
    /// </summary>
    /// <param name="path">The file; its folder has to be there.</param>
    /// <param name="name">Tells persons apart; needed where the token is a person's.</param>
    public BearerOptions ShareInFile(string path, string name = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(name);
        _shareName = name;
        _share = (identity, context) => new TokenFile(path, identity, context.Clock, context.Logger);
        return this;
    }

    /// <summary>
    /// Shares tokens with other processes through a cache, so that usually one of them renews for all. Such a cache has no
    /// conditional writes: processes that begin within some 50 ms of each other may both renew, which with refresh tokens
    /// that are replaced wants a provider with a grace period. Clocks should agree. A cache that fails costs renewals and
    /// nothing else.
    /// </summary>
    /// <param name="cache">The cache.</param>
    /// <param name="key">Seals what is stored, by AES-GCM: 16, 24 or 32 bytes. Empty for not at all: then whoever reads the cache has the tokens.</param>
    /// <param name="name">Tells persons apart; needed where the token is a person's.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public BearerOptions ShareThrough(IDistributedCache cache, ReadOnlyMemory<byte> key = default, string name = "")
    {
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(name);
        if (!key.IsEmpty)
        {
            SealedText.CheckKey(key.Span);
        }

        _shareName = name;
        _share = (identity, context) =>
            new DistributedTokens(cache, identity, key.Span, TimeLimit, context.Clock, context.Logger);
        return this;
    }

    /// <summary>What keeps the token.</summary>
    /// <exception cref="InvalidOperationException">No way is chosen, or its provider is missing.</exception>
    /// <exception cref="ArgumentException">An address is none that secrets may go to.</exception>
    internal ITokenKeeper CreateKeeper(SchemeContext context, IProofOfPossession? proof = null)
    {
        if (_way is null)
        {
            throw new InvalidOperationException(
                "No way to get a token is chosen: call ClientCredentials, RefreshToken, DeviceCode, TokenExchange, Delegate or File."
            );
        }

        var backchannel = new Backchannel(
            context.Client,
            context.Backchannel,
            context.Clock,
            TimeLimit < _exchangeLimit ? TimeLimit : _exchangeLimit
        );
        var settings = new KeeperSettings
        {
            Context = context,
            Backchannel = backchannel,
            Sharing = Sharing(context, proof),
            Scopes = [.. _scopes],
            AllowedScopes = [.. _allowedScopes],
            AllowedIssuers = [.. _allowedIssuers],
            StepUp = StepUp,
            TimeLimit = TimeLimit,
            WarnBefore = WarnBefore,
        };
        return new TokenKeeper(_way(new GrantSetting(context, backchannel, DirectoryOf(backchannel), proof)), settings);
    }

    private TokenTarget Target => new(Audience, Resource);

    private BearerOptions RefreshToken(ClientIdentity client, IRefreshTokenStore store, string? first)
    {
        ArgumentNullException.ThrowIfNull(client);
        return Use(
            setting =>
            {
                var endpoint = EndpointOf(setting, client);
                return new RefreshTokenGrant(
                    endpoint,
                    Target,
                    store,
                    SignIn is null ? null : new ProgramSignIn(SignIn, endpoint),
                    setting.Context.Logger
                );
            },
            needsProvider: true,
            ["refresh token", client.Id, first ?? ""],
            isOfPerson: first is null
        );
    }

    private SharedRenewal? Sharing(SchemeContext context, IProofOfPossession? proof)
    {
        if (_share is null)
        {
            return null;
        }

        if (_shareable is null)
        {
            throw new InvalidOperationException(
                "Tokens by exchange, from a file or in a program's own way are not shared."
            );
        }

        if (_isOfPerson && _shareName.Length == 0)
        {
            throw new InvalidOperationException(
                "Tokens of a person are shared under a name: give one that tells this person from others."
            );
        }

        var identity = SharedIdentity.Of([
            .. _shareable,
            _shareName,
            // Only who holds the key can use what is bound to it.
            (proof as DpopProver)?.Thumbprint,
            Issuer,
            TokenEndpoint?.AbsoluteUri,
            Audience,
            Resource,
            .. _scopes.Order(StringComparer.Ordinal),
        ]);
        return new SharedRenewal(_share(identity, context), context.Clock);
    }

    private BearerOptions Use(
        Func<GrantSetting, TokenGrant> way,
        bool needsProvider,
        string[]? shareable = null,
        bool isOfPerson = false
    )
    {
        _shareable = shareable;
        _isOfPerson = isOfPerson;
        _way = _way is null
            ? way
            : throw new InvalidOperationException(
                "One way to get tokens is chosen already, and there can be no other."
            );
        _needsProvider = needsProvider;
        return this;
    }

    private ProviderDirectory? DirectoryOf(Backchannel backchannel) =>
        TokenEndpoint is not null
            ? ProviderDirectory.Of(
                backchannel,
                new ProviderEndpoints(
                    ProviderAddress.Check(TokenEndpoint, nameof(TokenEndpoint)),
                    DeviceEndpoint is null ? null : ProviderAddress.Check(DeviceEndpoint, nameof(DeviceEndpoint)),
                    Issuer
                )
            )
        : Issuer is not null ? ProviderDirectory.Of(backchannel, Issuer)
        : _needsProvider && _allowedIssuers.Count == 0
            ? throw new InvalidOperationException("A token needs a provider: set Issuer or TokenEndpoint.")
        : null;

    private static TokenEndpoint EndpointOf(GrantSetting setting, ClientIdentity client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new TokenEndpoint(setting.Backchannel, setting.Directory, client, setting.Proof);
    }
}
