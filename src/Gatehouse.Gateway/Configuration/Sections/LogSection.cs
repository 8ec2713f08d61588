using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class LogSection : Section<LogConfiguration>
{
    private static readonly ConfigurationKeyOf<LogFormat> Format = ConfigurationKeyOf<LogFormat>.WithDefault(
        "format",
        new ChoiceKind<LogFormat>(("text", LogFormat.Text), ("json", LogFormat.Json)),
        LogFormat.Text,
        "`text`: sentences for people. `json`: one JSON object a line, refusals too.",
        "json"
    );

    public override string Title => "log";

    public override string Doc => "How the gateway writes its log, on standard error.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } = [Format];

    protected override LogConfiguration Bind(SectionReading reading) => new() { Format = reading.Get(Format) };
}
