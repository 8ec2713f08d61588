using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class ShutdownSection : Section<ShutdownConfiguration>
{
    private static readonly ShutdownConfiguration Default = new();

    private static readonly ConfigurationKeyOf<TimeSpan> Delay = ConfigurationKeyOf<TimeSpan>.WithDefault(
        "delay",
        Kinds.Duration(TimeSpan.Zero, TimeSpan.FromMinutes(5)),
        Default.Delay,
        "How long it goes on answering, as not ready, before it takes no more connections: balancers see it meanwhile. SIGINT (Ctrl-C) does without.",
        "5s"
    );

    private static readonly ConfigurationKeyOf<TimeSpan> Drain = ConfigurationKeyOf<TimeSpan>.WithDefault(
        "drain",
        Kinds.Duration(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        Default.Drain,
        "How long requests and WebSockets that are under way may take to end; what takes longer is cut.",
        "20s"
    );

    public override string Title => "shutdown";

    public override string Doc =>
        "How the gateway ends when it is told to by SIGTERM. A second signal ends it at once.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } = [Delay, Drain];

    protected override ShutdownConfiguration Bind(SectionReading reading) =>
        new() { Delay = reading.Get(Delay), Drain = reading.Get(Drain) };
}
