using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class UpstreamSection : Section<UpstreamConfiguration>
{
    private static readonly ConfigurationKeyOf<Uri> Url = ConfigurationKeyOf<Uri>.Optional(
        "url",
        Kinds.Url,
        "Its address; a path in it is put in front of the request's.",
        "https://billing.example"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<Uri>> Urls = ConfigurationKeyOf<
        IReadOnlyList<Uri>
    >.Optional(
        "urls",
        new ListKind<Uri>(Kinds.Url, mayBeEmpty: false),
        "Its addresses, where there are several; in place of `url`.",
        "[http://10.0.0.1:3000, http://10.0.0.2:3000]"
    );

    private static readonly ConfigurationKeyOf<string> Audience = ConfigurationKeyOf<string>.Optional(
        "audience",
        Kinds.Text,
        "The `aud` of the assertion that it is sent.",
        "billing",
        "its name"
    );

    private static readonly ConfigurationKeyOf<UpstreamCredentials> Credentials =
        ConfigurationKeyOf<UpstreamCredentials>.Optional(
            "credentials",
            new UpstreamCredentialsSection(),
            "What it asks of the gateway for itself; sent in place of the caller's `Authorization`.",
            "{ bearer: { env: BILLING_TOKEN } }"
        );

    private static readonly ConfigurationKeyOf<TimeSpan> ConnectTimeout = ConfigurationKeyOf<TimeSpan>.WithDefault(
        "connect-timeout",
        Kinds.Duration(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1)),
        TimeSpan.FromSeconds(5),
        "How long connecting may take.",
        "2s"
    );

    private static readonly ConfigurationKeyOf<TimeSpan> Timeout = ConfigurationKeyOf<TimeSpan>.WithDefault(
        "timeout",
        Kinds.Duration(TimeSpan.FromSeconds(1), TimeSpan.FromHours(24)),
        TimeSpan.FromSeconds(100),
        "How long an exchange may stand still: no byte in either direction.",
        "30s"
    );

    public override string Title => "upstreams.NAME";

    public override string Doc =>
        "A site that requests are forwarded to. One address alone may stand in place of the mapping.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } =
    [Url, Urls, Audience, Credentials, ConnectTimeout, Timeout];

    protected override UpstreamConfiguration Bind(SectionReading reading)
    {
        var url = reading.Find(Url);
        var urls = reading.Find(Urls);
        if (reading.Has(Url) && reading.Has(Urls))
        {
            reading.Error(
                Urls,
                "upstream-two-addresses",
                $"`{reading.Place.Path}` has both url and urls.",
                "Keep one of them."
            );
        }
        else if (!reading.Has(Url) && !reading.Has(Urls))
        {
            reading.Error(
                Url,
                "key-missing",
                $"`{reading.Place.Path}` lacks the key `url`.",
                $"Add, for example, `url: {Url.Example}`."
            );
        }

        var all = urls ?? (url is null ? [] : [url]);
        if (reading.Find(Credentials) is not null && all.FirstOrDefault(IsReadable) is { } readable)
        {
            reading.Warn(
                Credentials,
                "credentials-over-http",
                $"`{reading.PathOf(Credentials)}` are sent to {Excerpt.Of(readable.GetLeftPart(UriPartial.Authority))} in plain http: everybody on the way can read them.",
                "Use https for it."
            );
        }

        return new()
        {
            Name = reading.Place.Name,
            Urls = all,
            Audience = reading.Find(Audience) ?? reading.Place.Name,
            Credentials = reading.Find(Credentials),
            ConnectTimeout = reading.Get(ConnectTimeout),
            Timeout = reading.Get(Timeout),
            Location = reading.Location,
        };
    }

    private static bool IsReadable(Uri url) => url.Scheme == "http" && !UrlKind.IsLoopback(url);
}
