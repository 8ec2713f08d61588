using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class FilterSection : Section<FilterConfiguration>
{
    private static readonly ConfigurationKeyOf<Uri> Url = ConfigurationKeyOf<Uri>.Required(
        "url",
        new UrlKind(pathAllowed: true, queryAllowed: true),
        new Uri("http://localhost"),
        "The address. 2xx lets the request through, 401 and 403 refuse it (403 `access.filter-refused`), anything else closes the route for the moment.",
        "http://127.0.0.1:9000/allow"
    );

    private static readonly ConfigurationKeyOf<TimeSpan> Timeout = ConfigurationKeyOf<TimeSpan>.WithDefault(
        "timeout",
        Kinds.Duration(TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(30)),
        TimeSpan.FromSeconds(2),
        "How long it may take; after that the request is not let through.",
        "500ms"
    );

    public override string Title => "routes[].filter";

    public override string Doc => "An HTTP address of yours that is asked last, before a request is let through.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } = [Url, Timeout];

    protected override FilterConfiguration Bind(SectionReading reading) =>
        new() { Url = reading.Get(Url), Timeout = reading.Get(Timeout) };
}
