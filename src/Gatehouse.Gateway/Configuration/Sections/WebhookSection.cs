using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class WebhookSection : Section<WebhookConfiguration>
{
    private static readonly ConfigurationKeyOf<Uri> Url = ConfigurationKeyOf<Uri>.Required(
        "url",
        new UrlKind(queryAllowed: true),
        null!,
        "The address: https, or http on this machine. No redirect is followed.",
        "https://hooks.example/gatehouse"
    );

    private static readonly ConfigurationKeyOf<SecretValue> Secret = ConfigurationKeyOf<SecretValue>.Required(
        "secret",
        Kinds.Secret,
        null!,
        "With what they are signed, so that the receiver knows whose they are.",
        "{ env: ALERTS_SECRET }"
    );

    public override string Title => "alerts.webhook";

    public override string Doc => "Where alerts and warnings are posted to.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } = [Url, Secret];

    protected override WebhookConfiguration Bind(SectionReading reading)
    {
        var url = reading.Get(Url);
        if (url is not null && url.Scheme != Uri.UriSchemeHttps && !UrlKind.IsLoopback(url))
        {
            reading.Error(
                Url,
                "webhook-insecure",
                $"`{reading.PathOf(Url)}` is http beyond this machine: alerts name addresses and routes.",
                "Write https."
            );
        }

        return new() { Url = url!, Secret = reading.Get(Secret) };
    }
}
