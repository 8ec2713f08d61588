using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class LimitsSection : Section<LimitsConfiguration>
{
    private static readonly ConfigurationKeyOf<RequestRate> Rate = ConfigurationKeyOf<RequestRate>.Optional(
        "rate",
        new RateKind(),
        "How many requests one client may send in a time (429 `client.rate-exceeded`).",
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
        "How many requests of one client may be in flight (429 `client.concurrency-exceeded`).",
        "20"
    );

    public override string Title => "routes[].limits";

    public override string Doc => "How much of a route one client may use.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } = [Rate, Burst, Concurrent];

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
        else if (!reading.Has(Rate) && !reading.Has(Concurrent))
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
        };
    }
}
