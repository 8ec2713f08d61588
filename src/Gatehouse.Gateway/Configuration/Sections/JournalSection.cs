using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class JournalSection : Section<JournalConfiguration>
{
    private static readonly JournalConfiguration Default = new();

    private static readonly ConfigurationKeyOf<TimeSpan> Keep = ConfigurationKeyOf<TimeSpan>.WithDefault(
        "keep",
        Kinds.Duration(TimeSpan.FromHours(1), TimeSpan.FromDays(3650)),
        Default.Keep,
        "The age of the oldest entry.",
        "30d"
    );

    private static readonly ConfigurationKeyOf<long> Size = ConfigurationKeyOf<long>.WithDefault(
        "size",
        new SizeKind(1L << 20, 1L << 40),
        Default.Size,
        "The size on disk.",
        "512MiB"
    );

    public override string Title => "journal";

    public override string Doc => "How much of the past the journal keeps; whichever bound is met first counts.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } = [Keep, Size];

    protected override JournalConfiguration Bind(SectionReading reading) =>
        new() { Keep = reading.Get(Keep), Size = reading.Get(Size) };
}
