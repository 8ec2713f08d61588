using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class KeyPlacesSection : Section<KeyPlacesConfiguration>
{
    private static readonly ConfigurationKeyOf<string> Header = ConfigurationKeyOf<string>.Optional(
        "header",
        Kinds.Header,
        "The header field that holds a key.",
        "X-Api-Key"
    );

    private static readonly ConfigurationKeyOf<string> Query = ConfigurationKeyOf<string>.Optional(
        "query",
        Kinds.Name,
        "The query parameter that holds a key. Addresses are kept in histories and logs on the way: prefer a header.",
        "api_key"
    );

    private static readonly ConfigurationKeyOf<string> Body = ConfigurationKeyOf<string>.Optional(
        "body",
        Kinds.Name,
        "The form or JSON field, in the first 64 KiB of the body, that holds a key.",
        "api_key"
    );

    // What the gateway itself, or OAuth, reads from a query or form.
    private static readonly string[] Reserved =
    [
        "access_token",
        "code",
        "state",
        "client_id",
        "client_secret",
        "refresh_token",
    ];

    public override string Title => "routes[].key";

    public override string Doc =>
        "Where an API key may stand besides `Authorization: Key`, which is always taken. What is named here replaces the field `X-Api-Key`.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } = [Header, Query, Body];

    protected override KeyPlacesConfiguration Bind(SectionReading reading)
    {
        if (reading.Find(Header) is { } header && (IdentityHeadersSection.IsTaken(header) || IsIdentity(header)))
        {
            reading.Error(
                Header,
                "key-place-taken",
                $"`{reading.PathOf(Header)}` is `{header}`, which has another meaning.",
                "Use a field of its own: X-Api-Key."
            );
        }

        foreach (var key in new[] { Query, Body })
        {
            if (reading.Find(key) is { } name && Reserved.Contains(name, StringComparer.Ordinal))
            {
                reading.Error(
                    key,
                    "key-place-taken",
                    $"`{reading.PathOf(key)}` is `{name}`, which OAuth uses for something else.",
                    "Use a name of its own: api_key."
                );
            }
        }

        return new()
        {
            Header = reading.Find(Header),
            Query = reading.Find(Query),
            Body = reading.Find(Body),
        };
    }

    private static bool IsIdentity(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("Gatehouse-", StringComparison.OrdinalIgnoreCase);
}
