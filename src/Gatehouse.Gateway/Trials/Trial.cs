using Gatehouse.Decisions;
using Gatehouse.Decisions.Admission;
using Gatehouse.Decisions.Checks;
using Gatehouse.Decisions.CrossSite;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Keyring;
using Gatehouse.Decisions.Maintenance;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.Refusals;
using Gatehouse.Decisions.Remembered;
using Gatehouse.Decisions.Replays;
using Gatehouse.Decisions.Schemes.Digest;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Gateway.Certificates;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Gateway.Forwarding;
using Gatehouse.Gateway.Serving;
using Gatehouse.Gateway.Tokens;
using Gatehouse.Protocol.Causes;
using Gatehouse.Storage;

namespace Gatehouse.Gateway.Trials;

/// <summary>
/// Decides imagined requests with the very code that decides real ones; nothing is sent, counted or written. Works beside
/// a running server or without one.
/// </summary>
public sealed class Trial : IAsyncDisposable
{
    private readonly GatehouseConfiguration _configuration;
    private readonly SqliteStore _store;
    private readonly ProviderSet _providers;
    private readonly CertificateParts _certificates;
    private readonly HashingLane _passwords = new();
    private readonly AssertionKeys _signing;
    private readonly TimeProvider _time;
    private readonly Site _site;
    private readonly IReadOnlyList<SiteKey> _cookieKeys;
    private readonly ConfirmedHostNames _names;

    private Trial(
        GatehouseConfiguration configuration,
        SqliteStore store,
        IReadOnlyList<SiteKey> cookieKeys,
        ProviderSet providers,
        AssertionKeys signing,
        TimeProvider time
    )
    {
        _signing = signing;
        _configuration = configuration;
        _store = store;
        _providers = providers;
        _time = time;
        _certificates = new CertificateParts(configuration.ClientCertificates, time, static _ => { });
        _cookieKeys = cookieKeys;
        _names = new ConfirmedHostNames(time);
        var tags = new CredentialTags(new byte[32]);
        var asked = new UntouchedStore(store, store, store);
        var schemes = SchemeRegistry.Create(
            new SchemeServices
            {
                Certificates = _certificates,
                Proofs = new ProofParts(cookieKeys, time.GetUtcNow()),
                Users = asked,
                Keys = asked,
                Sessions = asked,
                Revocations = store,
                Own = OwnParts.Tokens(configuration, store, asked, asked),
                Issuers = OwnParts.Issuers(configuration),
                Passwords = new PasswordJudge(asked, _passwords, tags, guesses: null),
                Tags = tags,
                DigestSecrets = store,
                DigestNonces = new DigestNonces(cookieKeys),
                UseCounts = new CountsInMemory(),
                Digest = SiteCompiler.DigestOf(configuration),
            }
        );
        var endpoints = new EndpointTable([new LiveEndpoint()]);
        _site = new SiteCompiler(
            configuration,
            schemes,
            providers,
            new OwnIssuer(_signing, configuration.PublicUrl),
            endpoints,
            static filter => new UnaskedFilter(filter.Url)
        ).Compile();
    }

    /// <summary>The routes as configured, in order.</summary>
    public IReadOnlyList<RouteConfiguration> Routes => _configuration.Routes;

    /// <summary>Opens the store and asks the providers for their keys.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be used.</exception>
    public static async Task<Trial> OpenAsync(
        GatehouseConfiguration configuration,
        TimeProvider time,
        Action<string> log,
        CancellationToken cancellationToken
    )
    {
        var store = await SqliteStore.OpenAsync(
            new StoreOptions { DataDirectory = configuration.DataDirectory, TimeProvider = time },
            cancellationToken
        );
        return new Trial(
            configuration,
            store,
            await store.ListSiteKeysAsync(KeyPurpose.Cookie, cancellationToken),
            ProviderSet.Start(configuration, time, told => log(told.Sentence), log),
            new AssertionKeys(await store.ListSiteKeysAsync(KeyPurpose.Assertion, cancellationToken)),
            time
        );
    }

    /// <summary>What would happen to a request.</summary>
    public async Task<TrialResult> TryAsync(TrialRequest request, CancellationToken cancellationToken)
    {
        var decision = new Decision();
        decision.Reset(_site, FactsOf(request));
        var verdict = await PipelineFor(request).DecideAsync(decision, cancellationToken);
        var refused = verdict as Refused;
        return new TrialResult(
            refused?.Trail ?? [.. decision.Steps],
            decision.Route?.Name,
            refused is null ? decision.Route?.Upstream : null,
            decision.Principal?.Name,
            refused,
            refused is null ? null : RefusalFactory.Create(decision, refused, "GH-...", CauseTexts.DefaultLanguage),
            Comparisons.Of(decision)
        );
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _providers.DisposeAsync();
        await _certificates.DisposeAsync();
        _passwords.Dispose();
        _signing.Dispose();
        await _store.DisposeAsync();
    }

    private DecisionPipeline PipelineFor(TrialRequest request)
    {
        var admission = new RequestAdmission(_time);
        var maintenance = new MaintenanceState(_store, _store);
        if (request.AsUser is { } user)
        {
            return new DecisionPipeline(
                DecisionOrder.Checks(admission, new AssumedUserCheck(_store, user), maintenance),
                _time
            );
        }

        return new DecisionPipeline(
            DecisionOrder.Checks(
                admission,
                new AuthenticationCheck(new RememberedCredentials(4), new FailedCredentials(), _store, _store, _time),
                new FormTokens(_cookieKeys),
                _names,
                maintenance
            ),
            _time
        );
    }

    private RequestFacts FactsOf(TrialRequest request) =>
        new()
        {
            Method = request.Method,
            Target = request.Target,
            Path = CanonicalPath.Read(request.Target),
            Host = HostName.Fold(request.Host ?? _configuration.PublicUrl.Authority),
            Authority = request.Host ?? _configuration.PublicUrl.Authority,
            Headers = new HeaderLineList(request.Headers),
            Https = _configuration.PublicUrl.Scheme == Uri.UriSchemeHttps,
            Peer = request.From,
            Client = request.From,
            ReceivedAt = _time.GetUtcNow(),
        };
}
