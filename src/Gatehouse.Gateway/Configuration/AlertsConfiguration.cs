namespace Gatehouse.Gateway.Configuration;

/// <summary>Who is told of alerts and warnings (<c>alerts</c>), besides the log and the metrics.</summary>
public sealed record AlertsConfiguration
{
    /// <summary>Where they are posted to, or null.</summary>
    public WebhookConfiguration? Webhook { get; init; }
}
