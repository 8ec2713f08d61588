using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class AlertsSection : Section<AlertsConfiguration>
{
    private static readonly ConfigurationKeyOf<WebhookConfiguration> Webhook =
        ConfigurationKeyOf<WebhookConfiguration>.Optional(
            "webhook",
            new WebhookSection(),
            "Where they are posted to, as JSON and signed.",
            "{ url: https://hooks.example/gatehouse, secret: { env: ALERTS_SECRET } }"
        );

    public override string Title => "alerts";

    public override string Doc => "Who is told of alerts and warnings, besides the log and the metrics.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } = [Webhook];

    protected override AlertsConfiguration Bind(SectionReading reading) => new() { Webhook = reading.Find(Webhook) };
}
