using System.Net;
using Gatehouse.Decisions.Providers;
using Gatehouse.Protocol.Jose;
using Gatehouse.Providers.Discovery;
using Gatehouse.Providers.Fetching;
using Gatehouse.Providers.Keys;

namespace Gatehouse.Providers;

/// <summary>
/// A provider of JWT access tokens: of type <c>oidc</c> (keys by discovery) or <c>jwt</c> (keys from an address, a file
/// or a shared secret). Safe to use from many threads.
/// </summary>
public sealed class JwtProvider : IProvider, IAsyncDisposable
{
    private readonly IKeySupply _keys;

    private JwtProvider(JwtProviderOptions options, IKeySupply keys)
    {
        Name = options.Name;
        Issuer = options.Issuer;
        Audience = options.Audience;
        Strict = options.Strict;
        TwoFactorAcr = options.TwoFactorAcr;
        _keys = keys;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Issuer { get; }

    /// <inheritdoc/>
    public string? Audience { get; }

    /// <inheritdoc/>
    public bool Strict { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> TwoFactorAcr { get; }

    /// <inheritdoc/>
    public long? ClockAheadSeconds => _keys.ClockAheadSeconds;

    /// <summary>How it stands now.</summary>
    public ProviderHealth Health => _keys.Health;

    /// <summary>
    /// Ends when keys were asked for the first time, whether they were had or not; never fails. A secret is had at
    /// once.
    /// </summary>
    public Task FirstAttempt => _keys.FirstAttempt;

    /// <summary>The fetch that runs now, or a task that has ended.</summary>
    internal Task RunningFetch => (_keys as RefreshedKeys)?.Running ?? Task.CompletedTask;

    /// <summary>
    /// Makes a provider and begins to ask for its keys, without waiting for them. What is wrong with an address, a secret
    /// or a file makes it <see cref="ProviderState.Misconfigured"/>.
    /// </summary>
    /// <param name="options">How it is known and asked.</param>
    /// <param name="clock">The time.</param>
    /// <param name="observer">Is told what an operator should know; called one at a time, its exceptions are dropped.</param>
    /// <param name="handler">Sends in place of the network; not disposed. Default: none.</param>
    /// <exception cref="ArgumentException">
    /// A number is out of its range, or there is not exactly one source of keys.
    /// </exception>
    public static JwtProvider Start(
        JwtProviderOptions options,
        TimeProvider clock,
        Action<ProviderEvent>? observer = null,
        HttpMessageHandler? handler = null
    ) => Start(options, clock, observer, handler, Dns.GetHostAddressesAsync);

    /// <summary>The same with names looked up otherwise.</summary>
    internal static JwtProvider Start(
        JwtProviderOptions options,
        TimeProvider clock,
        Action<ProviderEvent>? observer,
        HttpMessageHandler? handler,
        Func<string, CancellationToken, Task<IPAddress[]>> resolve
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        OptionRanges.Check(options);
        IKeySupply keys =
            options.Secret is { } secret ? FromSecret(options, secret.Span, clock)
            : options.KeySetFile is { } path ? FromFile(options, path, clock, observer)
            : FromNetwork(options, clock, observer, handler, resolve);
        (keys as RefreshedKeys)?.Start();
        return new JwtProvider(options, keys);
    }

    /// <inheritdoc/>
    public ValueTask<ProviderKeys> FindKeysAsync(
        string? keyId,
        string algorithm,
        CancellationToken cancellationToken
    ) => _keys.FindAsync(keyId, algorithm, cancellationToken);

    /// <summary>
    /// Asks for keys at once where none are had, whatever pause was due, and waits as long as a request does: for when
    /// the provider has just answered something else.
    /// </summary>
    public Task AskAgainAsync(CancellationToken cancellationToken) => _keys.AskAgainAsync(cancellationToken);

    /// <summary>Stops asking. Requests under way keep the keys they were given.</summary>
    public ValueTask DisposeAsync() => _keys.DisposeAsync();

    private static IKeySupply FromSecret(JwtProviderOptions options, ReadOnlySpan<byte> secret, TimeProvider clock)
    {
        try
        {
            return new ConfiguredSecret(
                VerificationKey.FromSecret(secret, options.Algorithm, options.SecretKeyId),
                clock.GetUtcNow()
            );
        }
        catch (ArgumentException)
        {
            return new RefusedConfiguration(
                "The secret is too short for its algorithm (HS256: 32 bytes, HS384: 48, HS512: 64), or "
                    + $"{QuotedText.Of(options.Algorithm)} is none of these.",
                clock.GetUtcNow()
            );
        }
    }

    private static RefreshedKeys FromFile(
        JwtProviderOptions options,
        string path,
        TimeProvider clock,
        Action<ProviderEvent>? observer
    ) =>
        new(
            new FileKeySource(path, options.MaxDocumentBytes),
            RefreshPolicy.ForFile(options),
            clock,
            Teller(options.Name, clock, observer)
        );

    private static IKeySupply FromNetwork(
        JwtProviderOptions options,
        TimeProvider clock,
        Action<ProviderEvent>? observer,
        HttpMessageHandler? handler,
        Func<string, CancellationToken, Task<IPAddress[]>> resolve
    )
    {
        string text = options.KeySetUrl ?? options.Issuer;
        if (!ProviderAddress.TryRead(text, out Uri? address, out string? fault))
        {
            return new RefusedConfiguration($"The address {ProviderAddress.Told(text)} {fault}.", clock.GetUtcNow());
        }
        if (options.Discover && address.Query.Length > 0)
        {
            return new RefusedConfiguration($"The issuer {ProviderAddress.Told(text)} has a query.", clock.GetUtcNow());
        }
        AddressGuard guard = new(address.IdnHost, options.OutboundProxy?.IdnHost, resolve);
        HttpMessageInvoker http = new(
            handler ?? OutboundHttp.CreateHandler(options.OutboundProxy, options.Timeout, guard),
            disposeHandler: handler is null
        );
        DocumentReader reader = new(http, options.Timeout, options.MaxDocumentBytes, clock);
        IKeySource source = options.Discover
            ? new DiscoveredKeySource(options.Issuer, address, reader, guard)
            : new UrlKeySource(address, reader);
        return new RefreshedKeys(
            source,
            RefreshPolicy.ForNetwork(options),
            clock,
            Teller(options.Name, clock, observer)
        );
    }

    private static Action<ProviderEventKind, string> Teller(
        string name,
        TimeProvider clock,
        Action<ProviderEvent>? observer
    ) =>
        (kind, sentence) =>
        {
            try
            {
                observer?.Invoke(new ProviderEvent(name, kind, sentence, clock.GetUtcNow()));
            }
            catch (Exception)
            {
                // Who listens may fail; the keys are refreshed all the same.
            }
        };
}
