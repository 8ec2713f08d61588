using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class TokensSection : Section<TokensConfiguration>
{
    private static readonly TokensConfiguration Default = new();

    private static readonly ConfigurationKeyOf<TimeSpan> Access = ConfigurationKeyOf<TimeSpan>.WithDefault(
        "access",
        Kinds.Duration(TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)),
        Default.Access,
        "How long an access token lasts.",
        "10m"
    );

    private static readonly ConfigurationKeyOf<TimeSpan> Unused = ConfigurationKeyOf<TimeSpan>.WithDefault(
        "refresh",
        Kinds.Duration(TimeSpan.FromMinutes(10), TimeSpan.FromDays(365)),
        Default.Unused,
        "After how long without use a refresh token ends.",
        "30d"
    );

    private static readonly ConfigurationKeyOf<TimeSpan> Longest = ConfigurationKeyOf<TimeSpan>.WithDefault(
        "absolute",
        Kinds.Duration(TimeSpan.FromMinutes(10), TimeSpan.FromDays(3650)),
        Default.Longest,
        "After how long a program must send its person to the sign-in page again, however often it renews its tokens.",
        "180d"
    );

    public override string Title => "tokens";

    public override string Doc => "How long the gateway's own tokens last.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } = [Access, Unused, Longest];

    protected override TokensConfiguration Bind(SectionReading reading)
    {
        if (reading.Get(Unused) > reading.Get(Longest))
        {
            reading.Error(
                reading.Has(Unused) ? Unused : Longest,
                "refresh-longer",
                $"`{reading.PathOf(Unused)}` is longer than `{reading.PathOf(Longest)}`, so it would never count.",
                "Make refresh the shorter of the two."
            );
        }

        return new()
        {
            Access = reading.Get(Access),
            Unused = reading.Get(Unused),
            Longest = reading.Get(Longest),
        };
    }
}
