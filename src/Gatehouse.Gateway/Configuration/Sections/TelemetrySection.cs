using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class TelemetrySection : Section<TelemetryConfiguration>
{
    private static readonly TelemetryConfiguration Default = new();

    private static readonly ConfigurationKeyOf<Uri> Otlp = ConfigurationKeyOf<Uri>.Optional(
        "otlp",
        Kinds.Url,
        "The OTLP receiver, over HTTP with protobuf, without `/v1/metrics` and `/v1/traces`.",
        "http://127.0.0.1:4318"
    );

    private static readonly ConfigurationKeyOf<bool> Traces = ConfigurationKeyOf<bool>.WithDefault(
        "traces",
        Kinds.Boolean,
        Default.Traces,
        "Whether traces are sent as well as metrics.",
        "true"
    );

    private static readonly ConfigurationKeyOf<double> Sample = ConfigurationKeyOf<double>.WithDefault(
        "sample",
        new FractionKind(),
        Default.Sample,
        "Which part of requests is traced.",
        "0.1"
    );

    private static readonly ConfigurationKeyOf<TimeSpan> Interval = ConfigurationKeyOf<TimeSpan>.WithDefault(
        "interval",
        Kinds.Duration(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        Default.Interval,
        "How often metrics are sent.",
        "60s"
    );

    public override string Title => "telemetry";

    public override string Doc =>
        "Where metrics and traces are sent to. A change is taken over when the gateway starts.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } = [Otlp, Traces, Sample, Interval];

    protected override TelemetryConfiguration Bind(SectionReading reading) =>
        new()
        {
            Otlp = reading.Find(Otlp),
            Traces = reading.Get(Traces),
            Sample = reading.Get(Sample),
            Interval = reading.Get(Interval),
        };
}
