namespace Gatehouse.Lab.Dress.Broken;

/// <summary>A 401 whose challenge breaks the grammar of RFC 9110 section 11.6.1 in one known way.</summary>
internal sealed class MalformedDress : IDress
{
    private readonly string _challenge;

    private MalformedDress(string kind, string fault, string challenge)
    {
        Name = kind.Length == 0 ? "malformed" : "malformed-" + kind;
        Server = "a server whose challenge " + fault;
        _challenge = challenge;
    }

    /// <summary>One for each way that is met in the wild.</summary>
    public static IReadOnlyList<MalformedDress> All { get; } =
    [
        new("", "has a realm of two words without quotes", "Basic realm=Members Area"),
        new("quote", "has a quoted realm that never ends", "Basic realm=\"Members Area"),
        new(
            "comma",
            "lacks the comma between two parameters, as Elasticsearch's did for years",
            "Basic realm=\"security\" charset=\"UTF-8\""
        ),
        new(
            "joined",
            "is two challenges without a comma between them",
            "Basic realm=\"Members\" Bearer realm=\"Members\""
        ),
        new("scheme", "names no scheme", "realm=\"Members\""),
        new(
            "parameter",
            "starts its parameters with a comma, which makes two challenges of one",
            "Bearer, error=\"invalid_token\", error_description=\"The token expired\""
        ),
        new("escape", "has a quote within quotes, unescaped", "Basic realm=\"The \"Members\" area\""),
        new("colon", "writes a colon where an equals sign belongs", "Bearer realm:\"Members\""),
    ];

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Server { get; }

    /// <inheritdoc/>
    public DressedAnswer Answer(DressContext context) =>
        DressedAnswer.Of(401, "text/plain; charset=utf-8", "Unauthorized\n").With("WWW-Authenticate", _challenge);
}
