using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

/// <summary>How much may be used: of a route by one client, and inside of that by one user and by all.</summary>
internal sealed class LimitsSection(string title, string doc, bool ofClient) : Section<LimitsConfiguration>
{
    private static readonly ConfigurationKeyOf<RequestRate> Rate = ConfigurationKeyOf<RequestRate>.Optional(
        "rate",
        new RateKind(),
        "How many requests may come in a time (429 `client.rate-exceeded`).",
        "100/s"
    );

    private static readonly ConfigurationKeyOf<int> Burst = ConfigurationKeyOf<int>.WithDefault(
        "burst",
        new IntegerKind(0, 100_000),
        0,
        "How many may come at once above the rate.",
        "50"
    );

    private static readonly ConfigurationKeyOf<int> Concurrent = ConfigurationKeyOf<int>.Optional(
        "concurrent",
        new IntegerKind(1, 100_000),
        "How many requests may be in flight (429 `client.concurrency-exceeded`).",
        "20"
    );

    private static readonly ConfigurationKeyOf<LimitsConfiguration> PerUser =
        ConfigurationKeyOf<LimitsConfiguration>.Optional(
            "per-user",
            new LimitsSection(
                "routes[].limits.per-user",
                "How much of a route one user may use, from all addresses together.",
                ofClient: false
            ),
            "What one user may use, from all addresses together; judged once it is known who asks.",
            "{ rate: 600/m, burst: 100 }"
        );

    private static readonly ConfigurationKeyOf<LimitsConfiguration> PerRoute =
        ConfigurationKeyOf<LimitsConfiguration>.Optional(
            "per-route",
            new LimitsSection(
                "routes[].limits.per-route",
                "How much of a route all clients together may use.",
                ofClient: false
            ),
            "What all clients together may use.",
            "{ concurrent: 500 }"
        );

    /// <summary>The limits of a route.</summary>
    public static LimitsSection OfRoute { get; } =
        new("routes[].limits", "How much of a route one client may use (IPv6: one /64).", ofClient: true);

    public override string Title => title;

    public override string Doc => doc;

    public override IReadOnlyList<ConfigurationKey> Keys { get; } =
        ofClient ? [Rate, Burst, Concurrent, PerUser, PerRoute] : [Rate, Burst, Concurrent];

    protected override LimitsConfiguration Bind(SectionReading reading)
    {
        if (reading.Has(Burst) && !reading.Has(Rate))
        {
            reading.Error(
                Burst,
                "limits-burst-alone",
                $"`{reading.PathOf(Burst)}` says how far `rate` may be exceeded, and there is no rate.",
                $"Add, for example, `rate: {Rate.Example}`."
            );
        }
        else if (!Keys.Any(reading.Has))
        {
            reading.Error(
                Rate,
                "limits-none",
                $"`{reading.Place.Path}` limits nothing.",
                "Name rate or concurrent, or remove it."
            );
        }

        return new()
        {
            Rate = reading.Find(Rate),
            Burst = reading.Get(Burst),
            Concurrent = reading.FindValue(Concurrent),
            PerUser = ofClient ? reading.Find(PerUser) : null,
            PerRoute = ofClient ? reading.Find(PerRoute) : null,
        };
    }
}
