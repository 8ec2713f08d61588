using Gatehouse.Decisions.Providers;
using Gatehouse.Decisions.Schemes;

namespace Gatehouse.Decisions.Routes;

/// <summary>A rule that says which requests need what; immutable.</summary>
public sealed record Route
{
    private static readonly string[] Usual = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

    /// <summary>The name in traces and the journal: the path as configured, with the host where there is one.</summary>
    public required string Name { get; init; }

    /// <summary>Which paths it is for.</summary>
    public required PathPattern Path { get; init; }

    /// <summary>Which hosts, folded: a name, <c>*.suffix</c>, or null for any.</summary>
    public string? Host { get; init; }

    /// <summary>Which methods, or null for any.</summary>
    public IReadOnlyList<string>? Methods { get; init; }

    /// <summary>Whom it lets through.</summary>
    public RouteAccess Access { get; init; } = RouteAccess.SignedIn;

    /// <summary>Public, but who is signed in is told.</summary>
    public bool Identify { get; init; }

    /// <summary>The ways in, in the order in which they are offered.</summary>
    public IReadOnlyList<IScheme> Schemes { get; init; } = [];

    /// <summary>Whether people sign in here on a page.</summary>
    public bool OffersSession { get; init; }

    /// <summary>The providers whose tokens are taken.</summary>
    public IReadOnlyList<IProvider> Providers { get; init; } = [];

    /// <summary>The providers that are asked about tokens which none of <see cref="Providers"/> issued, in their order.</summary>
    public IReadOnlyList<IIntrospector> Introspectors { get; init; } = [];

    /// <summary>
    /// The resource that this route belongs to (RFC 9728, RFC 8707), an absolute URI: our own tokens must be made for it.
    /// Null where the site has none.
    /// </summary>
    public string? Resource { get; init; }

    /// <summary>The address at which the resource's metadata stands (RFC 9728), or null where there is none to tell.</summary>
    public string? ResourceMetadata { get; init; }

    /// <summary>What is asked of every principal.</summary>
    public Requirement Require { get; init; } = Requirement.None;

    /// <summary>What is asked besides for a method; an unsafe method that is not named is refused. Null: any method.</summary>
    public IReadOnlyDictionary<string, Requirement>? PerMethod { get; init; }

    /// <summary>
    /// What is asked besides for this method, or null. HEAD is GET without the body (RFC 9110 section 9.3.2), and asks for
    /// what GET asks for.
    /// </summary>
    public Requirement? RequirementOf(string method) =>
        PerMethod is { } methods
        && (
            methods.TryGetValue(method, out var ofMethod)
            || (method is "HEAD" && methods.TryGetValue("GET", out ofMethod))
        )
            ? ofMethod
            : null;

    /// <summary>How recent and how strong a sign-in must be for this method.</summary>
    public SignInStrength StrengthFor(string method) => SignInStrength.Of(Require, RequirementOf(method));

    /// <summary>The methods that are taken here, as <c>Allow</c> names them (RFC 9110 section 10.2.1).</summary>
    public string AllowedMethodsText =>
        string.Join(
            ", ",
            (PerMethod?.Keys.Concat(["GET", "HEAD", "OPTIONS"]) ?? Methods ?? Usual)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        );

    /// <summary>Where a key may stand.</summary>
    public KeyPlaces Key { get; init; } = KeyPlaces.Default;

    /// <summary>Where a key may stand, in words; empty where the route takes none.</summary>
    public string KeyPlacesText =>
        string.Join(
            ", ",
            (
                (string?[])
                    [
                        "Authorization: Key",
                        Key.Header,
                        Key.Query is null ? null : $"the query parameter {Key.Query}",
                        Key.Body is null ? null : $"the body field {Key.Body}",
                    ]
            ).Where(place => place is not null)
        );

    /// <summary>Cross-origin rules, or null where the upstream answers for itself.</summary>
    public CorsRules? Cors { get; init; }

    /// <summary>Limits for each client, or null.</summary>
    public RouteLimits? Limits { get; init; }

    /// <summary>Who is asked last, before a request is let through; null where nobody is.</summary>
    public IRouteFilter? Filter { get; init; }

    /// <summary>Whether callers without access must not learn that it is there.</summary>
    public bool Hidden { get; init; }

    /// <summary>Whose status codes its refusals use.</summary>
    public AnswerProfile Profile { get; init; }

    /// <summary>Whether <c>;</c> parameters are taken in the path.</summary>
    public bool AllowsPathParameters { get; init; }

    /// <summary>Whether encoded slashes are taken in the path.</summary>
    public bool AllowsEncodedSlash { get; init; }

    /// <summary>Where it moved to, for <see cref="RouteAccess.Moved"/>.</summary>
    public string? MovedTo { get; init; }

    /// <summary>Whether the move is temporary (307 in place of 308).</summary>
    public bool MovedForNow { get; init; }

    /// <summary>Why the route is closed (a secret or list it needs cannot be read), or null.</summary>
    public string? ClosedBecause { get; init; }

    /// <summary>The upstream's name, or null where nothing is forwarded.</summary>
    public string? Upstream { get; init; }

    /// <summary>What is cut off the path before it is forwarded, or null.</summary>
    public string? StripPrefix { get; init; }

    /// <summary>Whether <c>Authorization</c> is passed on although the route has schemes.</summary>
    public bool PassesCredentials { get; init; }

    /// <summary>Whether a proxy that asks before it forwards is given the signed statement of who it is.</summary>
    public bool Assertion { get; init; }

    /// <summary>The endpoint of our own that answers, or null.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Whether a request here keeps a session from going idle; asking when it ends does not.</summary>
    public bool CountsAsUse { get; init; } = true;

    /// <summary>
    /// Names the set of providers and audience rules under which a credential is judged here, so that what one route
    /// verified is not taken for what another would have.
    /// </summary>
    public ulong CredentialSpace { get; init; }
}
