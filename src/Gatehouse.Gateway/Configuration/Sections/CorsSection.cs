using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class CorsSection : Section<CorsConfiguration>
{
    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> Origins = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.Required(
        "origins",
        new ListKind<string>(new OriginKind(), mayBeEmpty: false),
        [],
        "The origins whose pages may call this route.",
        "[https://shop.example]"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> Methods = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.WithDefault(
        "methods",
        Kinds.Methods,
        ["GET", "HEAD", "POST"],
        "The methods that a preflight may ask for.",
        "[GET, POST]"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> Headers = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.WithDefault(
        "headers",
        new ListKind<string>(Kinds.Header),
        [],
        "The header fields that a preflight may ask for.",
        "[authorization, content-type]"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> Expose = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.WithDefault(
        "expose",
        new ListKind<string>(Kinds.Header),
        [],
        "The header fields of the upstream's answers that those pages may read. `WWW-Authenticate`, `Gatehouse-Reference` and `Retry-After` always are.",
        "[etag, x-total-count]"
    );

    private static readonly ConfigurationKeyOf<bool> Credentials = ConfigurationKeyOf<bool>.WithDefault(
        "credentials",
        Kinds.Boolean,
        fallback: false,
        "Whether those pages may send cookies and other credentials. Such origins are also trusted by the cross-site check.",
        "true"
    );

    private static readonly ConfigurationKeyOf<TimeSpan> MaxAge = ConfigurationKeyOf<TimeSpan>.WithDefault(
        "max-age",
        Kinds.Duration(TimeSpan.Zero, TimeSpan.FromHours(24)),
        TimeSpan.FromMinutes(10),
        "How long a browser may remember a preflight's answer.",
        "10m"
    );

    public override string Title => "routes[].cors";

    public override string Doc =>
        "Cross-origin rules. On a route that has them the gateway answers preflights and owns every `Access-Control-*` field; "
        + "without them the upstream answers for itself.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } =
    [Origins, Methods, Headers, Expose, Credentials, MaxAge];

    protected override CorsConfiguration Bind(SectionReading reading)
    {
        var origins = reading.Get(Origins);
        var any = origins.Contains("*", StringComparer.Ordinal);
        if (any && reading.Get(Credentials))
        {
            reading.Error(
                Credentials,
                "cors-any-with-credentials",
                $"`{reading.PathOf(Credentials)}` is true while every origin (`*`) is allowed: any page could act in a visitor's name.",
                "Name the origins, or remove credentials."
            );
        }
        else if (any && origins.Count > 1)
        {
            reading.Error(
                Origins,
                "cors-any-not-alone",
                $"`{reading.PathOf(Origins)}` has `*` beside others, which it makes pointless.",
                "Keep `*` alone, or remove it."
            );
        }

        return new()
        {
            Origins = origins,
            Methods = reading.Get(Methods),
            Headers =
            [
                .. reading.Get(Headers).Select(header => header.ToLowerInvariant()).Distinct(StringComparer.Ordinal),
            ],
            Expose = reading.Get(Expose),
            Credentials = reading.Get(Credentials),
            MaxAge = reading.Get(MaxAge),
        };
    }
}
