namespace Gatehouse.Providers;

/// <summary>
/// How a provider of JWT access tokens is known and asked. Exactly one of <see cref="Discover"/>,
/// <see cref="KeySetUrl"/>, <see cref="KeySetFile"/> and <see cref="Secret"/> says where its keys come from.
/// </summary>
public sealed record JwtProviderOptions
{
    /// <summary>The name in the configuration.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The issuer, byte for byte as tokens and the discovery document name it. With <see cref="Discover"/> an address:
    /// https, or http on a loopback host, without query.
    /// </summary>
    public required string Issuer { get; init; }

    /// <summary>The audience that tokens must be made for. Default: none is stated.</summary>
    public string? Audience { get; init; }

    /// <summary>Whether only the type <c>at+jwt</c> is taken (RFC 9068). Default: no.</summary>
    public bool Strict { get; init; }

    /// <summary>The values of <c>acr</c> with which it says that a person signed in with two factors. Default: none.</summary>
    public IReadOnlyList<string> TwoFactorAcr { get; init; } = [];

    /// <summary>
    /// Whether the key set's address is asked for at the issuer (OpenID Connect Discovery 1.0 section 4, then RFC 8414
    /// section 3.1). Default: no.
    /// </summary>
    public bool Discover { get; init; }

    /// <summary>The key set's address: https, or http on a loopback host. Default: none.</summary>
    public string? KeySetUrl { get; init; }

    /// <summary>The path of a key set that is read again when it changes. Default: none.</summary>
    public string? KeySetFile { get; init; }

    /// <summary>
    /// A secret shared with the issuer, at least as long as the hash of <see cref="Algorithm"/>: 32, 48 or 64 bytes.
    /// Default: none.
    /// </summary>
    public ReadOnlyMemory<byte>? Secret { get; init; }

    /// <summary>The algorithm of <see cref="Secret"/>: <c>HS256</c> (default), <c>HS384</c> or <c>HS512</c>.</summary>
    public string Algorithm { get; init; } = "HS256";

    /// <summary>The only <c>kid</c> that names <see cref="Secret"/>; null (default) takes whatever a token says.</summary>
    public string? SecretKeyId { get; init; }

    /// <summary>How long one document may take, connecting included: 100 ms to 1 min. Default: 5 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The longest document, in bytes, as sent and once decompressed: 1 KiB to 1 MiB. Default: 1 MiB.
    /// </summary>
    public int MaxDocumentBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// The age at which keys are due; they are asked for in the background up to a fifth earlier: 10 s to 24 h.
    /// Default: 10 min.
    /// </summary>
    public TimeSpan RefreshEvery { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long the last good keys are used while the provider is away: <see cref="RefreshEvery"/> to 7 days.
    /// Default: 24 h.
    /// </summary>
    public TimeSpan KeepKeysFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How often tokens with an unknown <c>kid</c> may cause a look-up: 1 s to 1 h. Default: 60 s.</summary>
    public TimeSpan UnknownKeyEvery { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How young keys are believed complete, so that an unknown <c>kid</c> asks nobody: 0 to 1 h. Default: 10 s.</summary>
    public TimeSpan CompleteFor { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one request waits for keys, where it waits at all: 0 to 30 s. Default: 2 s.</summary>
    public TimeSpan WaitAtMost { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The pause after a first failure; it doubles with each further one, less a random part of up to a half: 100 ms to
    /// <see cref="RetryAtLatest"/>. Default: 1 s.
    /// </summary>
    public TimeSpan RetryFirst { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause after failures, unless the provider asks for more: up to 1 h. Default: 1 min.</summary>
    public TimeSpan RetryAtLatest { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest <c>Retry-After</c> of a provider that is honoured: 0 to 24 h. Default: 5 min.</summary>
    public TimeSpan RetryAfterAtMost { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The proxy that stands between here and the provider (<c>outbound-proxy</c>); loopback hosts are asked directly.
    /// Default: none, and none is taken from the environment.
    /// </summary>
    public Uri? OutboundProxy { get; init; }
}
