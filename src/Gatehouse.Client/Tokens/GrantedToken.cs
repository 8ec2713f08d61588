namespace Gatehouse.Client.Tokens;

/// <summary>A token as it was got, with what is known of its life.</summary>
internal sealed record GrantedToken
{
    /// <summary>The token, its end by this machine's clock.</summary>
    public required AccessToken Token { get; init; }

    /// <summary>When it was got, by this machine's clock: its life is counted from here.</summary>
    public required DateTimeOffset GotAt { get; init; }

    /// <summary>After how long it is looked for another one at the latest; null where the token's life alone counts.</summary>
    public TimeSpan? LookAgainAfter { get; init; }

    /// <summary>The refresh token that came with it; null where none did.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>When nothing can follow it any more without a person; null where that is not known.</summary>
    public DateTimeOffset? SessionEndsAt { get; init; }

    /// <summary>Why nothing follows then, in a sentence; empty where <see cref="SessionEndsAt"/> is null.</summary>
    public string SessionEndReason { get; init; } = "";

    /// <summary>Whether another process got it.</summary>
    public bool IsAdopted { get; init; }

    /// <summary>The type of what is in it: neither of the tokens.</summary>
    public override string ToString() => Token.ToString();
}
