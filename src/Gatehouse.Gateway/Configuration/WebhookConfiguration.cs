namespace Gatehouse.Gateway.Configuration;

/// <summary>Where alerts and warnings are posted to (<c>alerts.webhook</c>).</summary>
public sealed record WebhookConfiguration
{
    /// <summary>The address: https, or http on this machine.</summary>
    public required Uri Url { get; init; }

    /// <summary>The secret with which they are signed.</summary>
    public required SecretValue Secret { get; init; }
}
