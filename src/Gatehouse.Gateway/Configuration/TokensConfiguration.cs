namespace Gatehouse.Gateway.Configuration;

/// <summary>How long the gateway's own tokens last (<c>tokens</c>).</summary>
public sealed record TokensConfiguration
{
    /// <summary>How long an access token lasts: 1m to 1h. Default: 10m.</summary>
    public TimeSpan Access { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>After how long without use a refresh token ends. Default: 30d.</summary>
    public TimeSpan Unused { get; init; } = TimeSpan.FromDays(30);

    /// <summary>After how long refresh tokens end, however often they are used. Default: 180d.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromDays(180);
}
