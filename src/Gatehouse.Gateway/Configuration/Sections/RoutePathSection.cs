using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class RoutePathSection : Section<RoutePathSetting>
{
    private static readonly ConfigurationKeyOf<RoutePath> Pattern = ConfigurationKeyOf<RoutePath>.Required(
        "pattern",
        new PathPatternKind(),
        RoutePathKind.Anything,
        "The paths that the route is for.",
        "/matrix/**"
    );

    private static readonly ConfigurationKeyOf<bool> Parameters = ConfigurationKeyOf<bool>.WithDefault(
        "parameters",
        Kinds.Boolean,
        fallback: false,
        "Whether `;` parameters are taken in the path; otherwise they are 400 `request.path-ambiguous`.",
        "true"
    );

    private static readonly ConfigurationKeyOf<bool> EncodedSlash = ConfigurationKeyOf<bool>.WithDefault(
        "encoded-slash",
        Kinds.Boolean,
        fallback: false,
        "Whether `%2F` is taken in the path; otherwise it is 400 `request.path-ambiguous`.",
        "true"
    );

    public override string Title => "routes[].path";

    public override string Doc => "A route's paths, where more is to be said than the pattern.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } = [Pattern, Parameters, EncodedSlash];

    protected override RoutePathSetting Bind(SectionReading reading) =>
        new(reading.Get(Pattern), reading.Get(Parameters), reading.Get(EncodedSlash));
}
