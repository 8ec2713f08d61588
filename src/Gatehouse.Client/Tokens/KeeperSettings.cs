using Gatehouse.Client.Providers;
using Gatehouse.Client.Schemes;
using Gatehouse.Client.Tokens.Sharing;

namespace Gatehouse.Client.Tokens;

/// <summary>How a token is kept.</summary>
internal sealed record KeeperSettings
{
    /// <summary>Where it is kept.</summary>
    public required SchemeContext Context { get; init; }

    /// <summary>How to talk to resources about themselves.</summary>
    public required Backchannel Backchannel { get; init; }

    /// <summary>The renewal that other processes take part in; null where this one is alone.</summary>
    public SharedRenewal? Sharing { get; init; }

    /// <summary>The scopes asked for at first.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The scopes that may be asked for besides, where a resource demands them.</summary>
    public IReadOnlyCollection<string> AllowedScopes { get; init; } = [];

    /// <summary>The authorization servers that a resource may name, as issuers.</summary>
    public IReadOnlyCollection<string> AllowedIssuers { get; init; } = [];

    /// <summary>Signs a person in as a resource demands it; null where nobody does.</summary>
    public Func<TokenNeeds, CancellationToken, ValueTask<AccessToken?>>? StepUp { get; init; }

    /// <summary>How long getting one token may take altogether.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long before a session's end its warning comes.</summary>
    public TimeSpan WarnBefore { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a failed try is repeated while a request waits for it.</summary>
    public int Repeats { get; init; } = 1;
}
