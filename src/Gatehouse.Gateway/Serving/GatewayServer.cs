using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gatehouse.AspNetCore.Refusals;
using Gatehouse.Console.Refusals;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Admission;
using Gatehouse.Decisions.Checks;
using Gatehouse.Decisions.CrossSite;
using Gatehouse.Decisions.Guessing;
using Gatehouse.Decisions.Identity;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Keyring;
using Gatehouse.Decisions.Maintenance;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.References;
using Gatehouse.Decisions.Remembered;
using Gatehouse.Decisions.Replays;
using Gatehouse.Decisions.Schemes.Digest;
using Gatehouse.Decisions.SecondFactor;
using Gatehouse.Decisions.Secrets;
using Gatehouse.Decisions.Seeing;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Gateway.Certificates;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Configuration.Reloading;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Gateway.Filters;
using Gatehouse.Gateway.ForwardAuth;
using Gatehouse.Gateway.Forwarding;
using Gatehouse.Gateway.Seeing;
using Gatehouse.Gateway.SignIn;
using Gatehouse.Gateway.SignIn.Mail;
using Gatehouse.Gateway.SignIn.Oidc;
using Gatehouse.Gateway.Tokens;
using Gatehouse.Protocol.Jose;
using Gatehouse.Storage;
using Gatehouse.Storage.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace Gatehouse.Gateway.Serving;

/// <summary>The gateway, listening: configuration, store, journal, providers and proxy put together.</summary>
public sealed class GatewayServer : IAsyncDisposable
{
    private static readonly TimeSpan JournalInterval = TimeSpan.FromSeconds(1);

    private readonly GatewayServerOptions _options;
    private readonly SqliteStore _store;
    private readonly SqliteJournal _journal;
    private readonly HashingLane _passwords = new();
    private readonly GuessGuard _guesses;
    private readonly RequestAdmission _admission;
    private readonly HttpFilters _filters = new();
    private readonly ConfirmedHostNames _hostNames;
    private readonly MaintenanceState _maintenance;
    private readonly ReferenceCipher _references;
    private readonly AssertionKeys _assertionKeys;
    private readonly CredentialTags _tags;
    private readonly RefusalTickets _tickets;
    private readonly FormTokens _formTokens;
    private readonly Seal _seal;
    private readonly DigestNonces _nonces;
    private readonly DigestOffer _digest;
    private readonly CountsInMemory _counts = new();
    private readonly RememberedUses _uses = new();
    private readonly GatewayMetrics _metrics;
    private readonly MetricsScrape _scrape;
    private readonly RequestWatch _watch;
    private readonly ServerLog _log;
    private readonly RefusalLog _refusalLog;
    private readonly SiteNews _news;
    private readonly Webhook _webhook;
    private readonly AlertDesk _alerts;
    private readonly EndingWatch _endings;
    private readonly Tracing _tracing;
    private readonly Telemetry _telemetry;
    private readonly ProofParts _proofs;
    private readonly KeyringWatch _keyring;
    private readonly PasswordJudge _judge;
    private readonly SecondFactorJudge _factors;
    private readonly MailQueue _mail;
    private readonly SessionUpkeep _sessions;
    private readonly SessionRenewal _renewal;
    private readonly EndpointTable _endpoints;
    private readonly SemaphoreSlim _reloading = new(1, 1);
    private readonly ITimer _journalWatch;
    private string? _journalError;
    private WebApplication? _application;
    private IDisposable? _badRequests;
    private ConfigurationWatcher? _watcher;
    private ProviderSet? _providers;
    private volatile bool _stopping;
    private CertificateParts? _certificates;
    private SiteRuntime _runtime = null!;
    private GatehouseConfiguration _configuration;

    private GatewayServer(
        GatewayServerOptions options,
        SqliteStore store,
        SqliteJournal journal,
        SiteKeys keys,
        GuessGuard guesses,
        long word,
        ushort node
    )
    {
        _options = options;
        _configuration = options.Configuration;
        _log = new ServerLog(options.Log, () => _configuration.Log.Format == LogFormat.Json, options.TimeProvider);
        _refusalLog = new RefusalLog(_log);
        _news = new SiteNews(options.TimeProvider);
        _store = store;
        _journal = journal;
        _guesses = guesses;
        _admission = new RequestAdmission(options.TimeProvider, guesses.Bans);
        _hostNames = new ConfirmedHostNames(options.TimeProvider);
        _maintenance = new MaintenanceState(store, store);
        _references = new ReferenceCipher(keys.Reference.Select(key => key.Material), node);
        _assertionKeys = new AssertionKeys(keys.Assertion);
        _tags = new CredentialTags(keys.Journal[0].Material);
        _tickets = new RefusalTickets(keys.Reference);
        _formTokens = new FormTokens(keys.Cookie);
        _seal = new Seal(keys.Cookie);
        _nonces = new DigestNonces(keys.Cookie);
        _digest = new DigestOffer(store, _log.Line);
        _proofs = new ProofParts(keys.Cookie, options.TimeProvider.GetUtcNow());
        _keyring = new KeyringWatch(store, store, keys, word, UseKeys, options.TimeProvider);
        _judge = new PasswordJudge(store, _passwords, _tags, guesses);
        _factors = new SecondFactorJudge(store, _seal, guesses);
        _mail = new MailQueue(() => MailOf(_configuration.Mail), _log.Line);
        _sessions = new SessionUpkeep(store, store, () => _runtime.Site.Sessions, options.TimeProvider);
        _journalWatch = options.TimeProvider.CreateTimer(
            static server => ((GatewayServer)server!).ReportJournal(),
            this,
            JournalInterval,
            JournalInterval
        );
        var providers = new ProviderMeasurements(() => _providers!, options.TimeProvider);
        _metrics = new GatewayMetrics(
            new MetricSources
            {
                RememberedHits = () => _uses.Hits,
                RememberedMisses = () => _uses.Misses,
                JournalDropped = () => _journal.Dropped,
                PasswordsHashed = () => _passwords.Hashed,
                PasswordsRefused = () => _passwords.Refused,
                PasswordsWaiting = () => _passwords.Waiting,
                Throttled = () => _guesses.Throttled,
                Bans = () => _guesses.BanCount,
                ProvidersUp = providers.Up,
                ProviderKeysAge = providers.KeysAge,
                ProviderClockAhead = providers.ClockAhead,
            }
        );
        _scrape = new MetricsScrape(_metrics.Meter);
        var spikes = new SpikeDetector(_news, providers.ClockAheadOf, options.TimeProvider);
        var refusedClients = new RefusedClients(options.TimeProvider);
        _watch = new RequestWatch(_metrics, spikes, refusedClients, journal, _refusalLog, options.TimeProvider);
        _tracing = new Tracing(options.Configuration.Telemetry.Sample);
        _telemetry = Telemetry.Start(options.Configuration.Telemetry);
        _webhook = new Webhook(() => _configuration, options.TimeProvider, _log);
        _alerts = new AlertDesk(
            spikes,
            refusedClients,
            journal,
            _webhook,
            _metrics,
            _log,
            () => _configuration.PublicUrl,
            options.TimeProvider
        );
        _endings = new EndingWatch(
            store,
            journal,
            _webhook,
            _metrics,
            _log,
            () => _configuration,
            options.TimeProvider
        );
        var signIn = Services();
        var oidc = new OidcServices
        {
            SignIn = signIn,
            Links = store,
            Providers = () => _providers!.SigningIn,
            Used = new OnceOnly(options.TimeProvider),
        };
        _renewal = new SessionRenewal(store, signIn.Seal, oidc.Providers, options.TimeProvider, _log.Line);
        _endpoints = new EndpointTable([
            new LiveEndpoint(),
            new ReadyEndpoint(PartsAsync),
            new MetricsEndpoint(_scrape, () => _runtime.Refusals),
            new KeySetEndpoint(_assertionKeys),
            new CausesEndpoint(() => _runtime.Refusals),
            new RefusalsEndpoint(_references, () => _runtime.Refusals),
            .. SignInEndpoints.All(signIn, oidc),
            .. TokenEndpoints.All(Tokens(), () => _runtime.Site),
        ]);
    }

    /// <summary>Where it listens.</summary>
    public IReadOnlyList<Uri> Addresses { get; private set; } = [];

    /// <summary>Starts a gateway; it answers when this returns.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be used.</exception>
    /// <exception cref="NotSupportedException">The configuration asks for a store that this version does not have.</exception>
    /// <exception cref="IOException">An address is taken, or a file cannot be read.</exception>
    public static async Task<GatewayServer> StartAsync(
        GatewayServerOptions options,
        CancellationToken cancellationToken
    )
    {
        var configuration = options.Configuration;
        if (configuration.Database.Postgres is not null)
        {
            throw new NotSupportedException(
                "This version keeps its store in SQLite only: leave `database` out, or set it to sqlite."
            );
        }

        var store = await SqliteStore.OpenAsync(
            new StoreOptions { DataDirectory = configuration.DataDirectory, TimeProvider = options.TimeProvider },
            cancellationToken
        );
        var journal = await SqliteJournal.OpenAsync(
            new JournalOptions
            {
                DataDirectory = configuration.DataDirectory,
                TimeProvider = options.TimeProvider,
                MaximumAge = configuration.Journal.Keep,
                MaximumBytes = configuration.Journal.Size,
            },
            cancellationToken
        );
        var word = store.Current;
        var keys = await SiteKeys.ReadAsync(store, options.TimeProvider.GetUtcNow(), cancellationToken);
        GatewayServer? server = null;
        var guesses = await GuessGuard.StartAsync(
            new GuessOptions
            {
                Store = store,
                Devices = store,
                Time = options.TimeProvider,
                NeverBanned = address => NeverBans(server?._configuration ?? configuration, address),
                Log = options.Log,
            },
            cancellationToken
        );
        server = new GatewayServer(
            options,
            store,
            journal,
            keys,
            guesses,
            word,
            await store.LeaseNodeAsync(cancellationToken)
        );
        try
        {
            await server._alerts.LearnAsync(journal, cancellationToken);
            server._news.Note(NewsKind.Started);
            server.Use(configuration);
            await server.ListenAsync(cancellationToken);
            server.Watch();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads the configuration again now; a bad one is reported and the old one stays.</summary>
    public void Reload() => _watcher?.Reload();

    /// <summary>
    /// Ends the gateway as <c>shutdown</c> says: it answers on as not ready, takes no more connections, lets what is under
    /// way end, and cuts what takes too long.
    /// </summary>
    /// <param name="atOnce">Whether no balancer is waited for.</param>
    /// <param name="hurry">Ends what is waited for.</param>
    public async Task StopAsync(bool atOnce, CancellationToken hurry)
    {
        var limits = _configuration.Shutdown;
        _stopping = true;
        _watcher?.Dispose();
        if (!atOnce && limits.Delay > TimeSpan.Zero)
        {
            try
            {
                await Task.Delay(limits.Delay, _options.TimeProvider, hurry);
            }
            catch (OperationCanceledException)
            {
                // Somebody is in a hurry: on with it.
            }
        }

        using var drained = CancellationTokenSource.CreateLinkedTokenSource(hurry);
        await using var limit = _options.TimeProvider.CreateTimer(
            static source => ((CancellationTokenSource)source!).Cancel(),
            drained,
            limits.Drain,
            Timeout.InfiniteTimeSpan
        );
        try
        {
            await _application!.StopAsync(drained.Token);
        }
        catch (OperationCanceledException)
        {
            // What was still under way has been cut.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _watcher?.Dispose();
        _badRequests?.Dispose();
        await _journalWatch.DisposeAsync();
        await _alerts.DisposeAsync();
        await _endings.DisposeAsync();
        await _webhook.DisposeAsync();

        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        if (_providers is not null)
        {
            await _providers.DisposeAsync();
        }

        if (_certificates is not null)
        {
            await _certificates.DisposeAsync();
        }

        await _keyring.DisposeAsync();
        await _mail.DisposeAsync();
        await _sessions.DisposeAsync();
        _passwords.Dispose();
        await _refusalLog.DisposeAsync();
        _telemetry.Dispose();
        _tracing.Dispose();
        _scrape.Dispose();
        _metrics.Dispose();
        _filters.Dispose();
        await _guesses.DisposeAsync();
        await _journal.DisposeAsync();
        await _store.DisposeAsync();
        _references.Dispose();
        _assertionKeys.Dispose();

        _reloading.Dispose();
    }

    // Everything of a configuration is made before any of it is used, so that a request sees the old one or the new one.
    private void Use(GatehouseConfiguration configuration)
    {
        var providers = ProviderSet.Start(
            configuration,
            _options.TimeProvider,
            new ProviderNews(_news, _log).Tell,
            _log.Line
        );
        var certificates = new CertificateParts(configuration.ClientCertificates, _options.TimeProvider, _log.Line);
        var schemes = SchemeRegistry.Create(
            new SchemeServices
            {
                Certificates = certificates,
                Proofs = _proofs,
                Users = _store,
                Keys = _store,
                Sessions = _store,
                Revocations = _store,
                Own = OwnParts.Tokens(configuration, _store, _store, _store),
                Issuers = OwnParts.Issuers(configuration),
                Passwords = _judge,
                Guesses = _guesses,
                Tags = _tags,
                DigestSecrets = _store,
                DigestNonces = _nonces,
                UseCounts = _counts,
                Digest = SiteCompiler.DigestOf(configuration),
                Renewal = _renewal,
            }
        );
        var names = configuration.IdentityHeaders;
        var identity = new IdentityHeaders(names.User, names.Email, names.Groups, names.Scopes);
        var assertions = new Assertions(_assertionKeys, configuration.PublicUrl, _options.TimeProvider);
        var compiler = new SiteCompiler(
            configuration,
            schemes,
            providers,
            new OwnIssuer(_assertionKeys, configuration.PublicUrl),
            _endpoints,
            filter =>
                _filters.Of(
                    filter,
                    identity,
                    new Assertions(_assertionKeys, configuration.PublicUrl, _options.TimeProvider),
                    _options.TimeProvider
                )
        );
        var authentication = new AuthenticationCheck(
            new RememberedCredentials(),
            new FailedCredentials(),
            _store,
            _store,
            _options.TimeProvider,
            _uses
        );
        var previous = _runtime;
        var earlier = _providers;
        var earlierCertificates = _certificates;
        _runtime = new SiteRuntime
        {
            Site = compiler.Compile(),
            Pipeline = new DecisionPipeline(
                DecisionOrder.Checks(_admission, authentication, _formTokens, _hostNames, _maintenance),
                _options.TimeProvider
            ),
            Refusals = new RefusalResponder(_references, _journal, _tags, new RefusalPage(), _watch),
            Upstreams = compiler.Upstreams(),
            Transformer = new GatewayTransformer(identity, assertions, configuration.ClientCertificates?.Header),
            ForwardAuth = new ForwardAuthAnswers(identity, assertions, _tickets, configuration.PublicUrl),
        };
        _providers = providers;
        _certificates = certificates;
        _configuration = configuration;
        Retire(previous, earlier);
        _ = earlierCertificates?.DisposeAsync().AsTask();
        foreach (var missing in configuration.MissingSecrets)
        {
            _log.Line($"A secret is missing, and what needs it is closed: {missing.Source}: {missing.Reason}");
        }

        foreach (var route in _runtime.Site.Routes.All.Where(route => route.ClosedBecause is not null))
        {
            _log.Line($"The route {route.Name} is closed: {route.ClosedBecause}.");
        }

        _ = _digest.FollowAsync(configuration);
    }

    // Requests under way still use what they started with; it goes when they have had time to end.
    private void Retire(SiteRuntime? runtime, ProviderSet? providers)
    {
        if (runtime is null)
        {
            return;
        }

        _ = _options.TimeProvider.CreateTimer(
            _ =>
            {
                foreach (var upstream in runtime.Upstreams.Values)
                {
                    upstream.Dispose();
                }

                _ = providers?.DisposeAsync().AsTask();
            },
            state: null,
            TimeSpan.FromMinutes(10),
            Timeout.InfiniteTimeSpan
        );
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        // Nothing but the configuration says where it listens and whom it believes: no appsettings.json of the folder it is
        // started in, no ASPNETCORE_ variable. The other builders read both, and watch all below that folder.
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Services.AddHttpForwarder();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Timeout.InfiniteTimeSpan);

        // Signals are for the program: a gateway inside another must not end it.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(Configure);
        _application = builder.Build();
        var handler = new GatewayHandler(
            () => Volatile.Read(ref _runtime),
            _application.Services.GetRequiredService<IHttpForwarder>(),
            _endpoints,
            _options.TimeProvider,
            _watch,
            _tracing,
            _log.Line
        );
        _badRequests = _application
            .Services.GetRequiredService<DiagnosticListener>()
            .Subscribe(
                new BadRequestJournal(_references, _journal, _options.TimeProvider),
                name => name == BadRequestJournal.EventName
            );
        _application.Run(handler.HandleAsync);
        await _application.StartAsync(cancellationToken);
        var addresses = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Addresses = [.. addresses.Addresses.Select(address => new Uri(address))];
    }

    private void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;

        // Octets above ASCII arrive as they were sent, and a request may hold as much as the upstream will take.
        kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
        kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        foreach (var address in _configuration.Listen)
        {
            Listen(kestrel, address);
        }
    }

    private void Listen(KestrelServerOptions kestrel, Uri address)
    {
        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
        {
            kestrel.Listen(ip, address.Port, Bind);
        }
        else if (address.IsLoopback)
        {
            kestrel.ListenLocalhost(address.Port, Bind);
        }
        else
        {
            kestrel.ListenAnyIP(address.Port, Bind);
        }

        void Bind(ListenOptions listen)
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            if (address.Scheme != Uri.UriSchemeHttps)
            {
                listen.Protocols = HttpProtocols.Http1;
                return;
            }

            var files =
                _configuration.Certificate
                ?? throw new IOException($"{address} is https, but the configuration names no certificate.");
            listen.UseHttps(
                ReadCertificate(files),
                https =>
                    https.OnAuthenticate = (connection, options) =>
                    {
                        if (_configuration.ClientCertificates is not null)
                        {
                            ClientHandshake.Ask(connection, options);
                        }
                    }
            );
        }
    }

    private static X509Certificate2 ReadCertificate(CertificateConfiguration files)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(files.File, files.Key);
        }
        catch (CryptographicException exception)
        {
            throw new IOException(
                $"The certificate {files.File} cannot be used with the key {files.Key}: {exception.Message}",
                exception
            );
        }
    }

    private void Watch()
    {
        if (_options.ConfigurationFile is not { } file)
        {
            return;
        }

        _watcher = new ConfigurationWatcher(file, _options.TimeProvider, TakeOver);
    }

    private void TakeOver(ConfigurationResult result, bool asked)
    {
        foreach (var problem in result.Problems)
        {
            _log.Line(problem.ToString());
        }

        if (
            result.Configuration is not { } configuration
            || result.Problems.Any(problem => problem.Severity == Severity.Error)
        )
        {
            _metrics.Reloaded(used: false);
            _log.Line("The changed configuration has errors: the old one stays in use.");
            return;
        }

        if (!asked && ReloadGuard.Find(_configuration, configuration) is { Count: > 0 } widenings)
        {
            _metrics.Reloaded(used: false);
            Hold(widenings);
            return;
        }

        try
        {
            Use(configuration);
            _metrics.Reloaded(used: true);
            _news.Note(NewsKind.ConfigurationChanged);
            _log.Line("The changed configuration is in use.");
        }
        catch (Exception exception)
        {
            _metrics.Reloaded(used: false);
            _log.Line($"The changed configuration cannot be used, and the old one stays: {exception.Message}");
        }
    }

    // A file that was damaged or half edited is often a good one that asks for less; see docs/operations.md.
    private void Hold(IReadOnlyList<Widening> widenings)
    {
        foreach (var widening in widenings)
        {
            _log.Line(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_options.ConfigurationFile}:{Math.Max(widening.At.Line, 1)}: would let through, by what the file no longer says: {widening.What}."
                )
            );
        }

        _log.Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The changed configuration opens what is closed now, and the old one stays in use. If that is meant: kill -HUP {Environment.ProcessId}"
            )
        );
    }

    // A journal that fails changes no verdict; without this nobody would learn of it before they miss an entry.
    private void ReportJournal()
    {
        var error = _journal.LastError;
        if (error != _journalError)
        {
            _journalError = error;
            _log.Line(
                error is null
                    ? "The journal is written again."
                    : $"The journal cannot be written, and refusals are answered without a trace: {error}"
            );
        }
    }

    private async ValueTask<IReadOnlyList<ServicePart>> PartsAsync(CancellationToken cancellationToken)
    {
        List<ServicePart> parts =
        [
            _stopping ? ServicePart.Down("server", "it is stopping") : ServicePart.Up("server"),
            await StoreAsync("store", async () => await _store.FindUserAsync(0, cancellationToken)),
            await StoreAsync(
                "key-ring",
                async () => await _store.ListSiteKeysAsync(KeyPurpose.Reference, cancellationToken)
            ),
            .. _providers!.Parts(),
            .. _configuration.MissingSecrets.Select(missing =>
                ServicePart.Down($"secret {missing.Source}", missing.Reason)
            ),
        ];
        if (_configuration.ClientCertificates is not null)
        {
            parts.Add(
                _certificates!.Problem is { } problem
                    ? ServicePart.Down("client-certificates", problem)
                    : ServicePart.Up("client-certificates")
            );
        }

        return parts;
    }

    private static async ValueTask<ServicePart> StoreAsync(string name, Func<Task> ask)
    {
        try
        {
            await ask();
            return ServicePart.Up(name);
        }
        catch (StoreUnavailableException exception)
        {
            return ServicePart.Down(name, exception.Message);
        }
    }

    // What was made with an older key goes on being understood.
    private void UseKeys(SiteKeys keys)
    {
        _references.Use(keys.Reference.Select(key => key.Material));
        _tickets.Use(keys.Reference);
        _assertionKeys.Use(keys.Assertion);
        _formTokens.Use(keys.Cookie);
        _seal.Use(keys.Cookie);
        _nonces.Use(keys.Cookie);
        _proofs.Nonces.Use(keys.Cookie);
        if (!keys.Awaits)
        {
            _log.Line("The site's keys were rotated, and the new ones are in use.");
        }
    }

    private static bool NeverBans(GatehouseConfiguration configuration, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return configuration
            .TrustedProxies.Concat(configuration.Admission.NeverBan)
            .Any(network => network.Contains(plain));
    }

    private TokenServices Tokens() =>
        new()
        {
            Tokens = _store,
            Sessions = _store,
            Keys = _store,
            Users = _store,
            Guesses = _guesses,
            Signing = _assertionKeys,
            FormTokens = _formTokens,
            Seal = _seal,
            Time = _options.TimeProvider,
            Assertions = new OnceOnly(_options.TimeProvider),
            Configuration = () => _configuration,
            Refusals = () => _runtime.Refusals,
        };

    private SignInServices Services() =>
        new()
        {
            Users = _store,
            Sessions = _store,
            Tokens = _store,
            Resets = _store,
            Factors = _store,
            Devices = _store,
            Judge = _judge,
            FactorJudge = _factors,
            Passwords = _passwords,
            NewPasswords = new NewPasswords(_passwords, () => _configuration.Digest.SpaceIn(_configuration.Realm)),
            FormTokens = _formTokens,
            Seal = _seal,
            Time = _options.TimeProvider,
            Log = _log.Line,
            Settings = () => SettingsOf(_configuration),
            Refusals = () => _runtime.Refusals,
            Started = _metrics.SessionStarted,
            Mail = _mail,
        };

    private static SignInSettings SettingsOf(GatehouseConfiguration configuration) =>
        new()
        {
            ResetUrl = configuration.ResetUrl,
            RegisterUrl = configuration.RegisterUrl,
            Applications = configuration.Applications.ToFrozenDictionary(
                application => application.Id,
                application => application.Name ?? application.Id,
                StringComparer.Ordinal
            ),
            SendsMail = MailOf(configuration.Mail) is not null,
            Providers =
            [
                .. configuration.Providers.Values.Where(provider => provider.SignsIn).Select(provider => provider.Name),
            ],
        };

    private static IMail? MailOf(MailConfiguration? mail) =>
        mail switch
        {
            null or { Password.IsMissing: true } => null,
            { Folder: { } folder } => new FolderMail(mail.From, folder),
            { Host: { } host } => new SmtpMail(
                mail.From,
                host,
                mail.Port,
                mail.Tls,
                mail.User is null ? null : new NetworkCredential(mail.User, mail.Password?.Reveal())
            ),
            _ => null,
        };
}
