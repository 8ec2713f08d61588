using Gatehouse.Decisions.Providers;

namespace Gatehouse.Providers.Introspection;

/// <summary>How an issuer is asked about tokens (RFC 7662).</summary>
public sealed record IntrospectionOptions
{
    /// <summary>The name in the configuration.</summary>
    public required string Name { get; init; }

    /// <summary>The introspection endpoint: https, or http on a loopback address.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The name under which we are known there.</summary>
    public required string ClientId { get; init; }

    /// <summary>The secret under which we are known there, sent by HTTP Basic (RFC 6749 section 2.3.1).</summary>
    public required string ClientSecret { get; init; }

    /// <summary>The issuer that answers must name where they name one, or null: any.</summary>
    public string? Issuer { get; init; }

    /// <summary>The audience that tokens must be made for, or null: none is stated.</summary>
    public string? Audience { get; init; }

    /// <summary>The values of <c>acr</c> with which it says that a person signed in with two factors. Default: none.</summary>
    public IReadOnlyList<string> TwoFactorAcr { get; init; } = [];

    /// <summary>
    /// Who signs the answers (RFC 9701), whose issuer they must then name; null where they are plain. Disposed with the
    /// provider.
    /// </summary>
    public IProvider? SignedBy { get; init; }

    /// <summary>How long an active token's answer is relied on, and never past its <c>exp</c>: 0 to 60 s. Default: 60 s.</summary>
    public TimeSpan Cache { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the answer about a token that is not active is relied on: 0 to 60 s. Default: 5 s.</summary>
    public TimeSpan NegativeCache { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the last good answer is relied on while the endpoint is away, and never past its <c>exp</c>. Default: not at
    /// all.
    /// </summary>
    public TimeSpan LastGood { get; init; } = TimeSpan.Zero;

    /// <summary>How long one question may take. Default: 5 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many questions are asked at a time, 1 or more. Default: 16.</summary>
    public int AtOnce { get; init; } = 16;

    /// <summary>How many tokens may be asked about or wait for it at a time; more are <c>server.busy</c>. Default: 256.</summary>
    public int Waiting { get; init; } = 256;

    /// <summary>How many answers of each kind are remembered; the ones that end first give way. Default: 16,384.</summary>
    public int Capacity { get; init; } = 16 * 1024;

    /// <summary>The proxy towards it, or null.</summary>
    public Uri? OutboundProxy { get; init; }
}
