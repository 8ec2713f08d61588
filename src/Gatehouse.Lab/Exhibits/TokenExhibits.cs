using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes;
using Gatehouse.Lab.Hands;
using Gatehouse.Lab.Provider;
using Gatehouse.Lab.Provider.Relying;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Access tokens that are old, early, changed, made by or for others, or not enough.</summary>
internal sealed class TokenExhibits(LabParts parts) : IExhibitFamily
{
    private readonly IScheme _bearer = parts.Judge.Bearer;

    /// <inheritdoc/>
    public IEnumerable<Hand> Hands() =>
        [
            new(
                "token",
                "A token of the provider at /idp: ?age=10m, &kind=id, &audience=, &scope=, &lifetime=, &not-before=, &auth-age=, &algorithm=, &key=, &tamper=, &claim.NAME=, &header.NAME=. Other providers give theirs at /idp/NAME/mint.",
                context =>
                    new(
                        TokenOrderReader
                            .Read(
                                context.Request.Query.Select(pair =>
                                    KeyValuePair.Create(pair.Key, pair.Value.ToString())
                                )
                            )
                            .Order
                            is { } order
                            ? parts.Providers[LabProviders.DefaultTenant].Mint(order)
                            : null
                    )
            ),
        ];

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            Minted(
                Causes.Token.Malformed,
                "The token was cut off on its way, by a field or a variable that is too short for it.",
                "Sends the token whole, as the provider gave it.",
                "tamper=truncated"
            ),
            Minted(
                Causes.Token.SignatureInvalid,
                "Somebody changed the claims of a signed token and made themselves admin.",
                "Leaves tokens as they are, and asks the provider for one that says something else.",
                "tamper=payload"
            ),
            Minted(
                Causes.Token.AlgorithmRefused,
                "The token says that it is not signed: alg is none.",
                "Takes tokens from the provider alone, which signs them.",
                "algorithm=none"
            ),
            Minted(
                Causes.Token.KeyUnknown,
                "The token is signed with a key that the provider has not published, or publishes no more.",
                "Gets a new token, which is signed with a key that is published.",
                "key=unpublished"
            ),
            Expired(),
            Minted(
                Causes.Token.NotYetValid,
                "The token begins in ten minutes: the clock of whoever made it is ahead.",
                "Waits until the token begins, and has the clocks set.",
                "not-before=10m"
            ),
            Of(
                Causes.Token.IssuerUntrusted,
                "The token is good, but another issuer made it, whom this site does not trust.",
                "Gets a token from the issuer that this site trusts.",
                [Ask.Get("/idp/mint").Keep("token").Note("a token of another issuer")]
            ),
            Minted(
                Causes.Token.AudienceMismatch,
                "The token was made for another interface.",
                "Names this interface when it asks for a token (resource or audience).",
                "audience=other-api"
            ),
            Minted(
                Causes.Token.TypeWrong,
                "The client sends the ID token, which is for itself, in place of the access token.",
                "Sends the access token.",
                "kind=id&audience=lab-api&claim.nonce=n-1"
            ),
            Revoked(),
            Inactive(),
            Of(
                Causes.Token.ScopeInsufficient,
                "The token has the scope orders:read, and this address asks for orders:write.",
                "Asks the provider for a token with the scope that the challenge names.",
                [Mint(Causes.Token.ScopeInsufficient, "scope=orders:read")],
                "scope=orders:read+orders:write",
                route => route with { Require = new Requirement { Scopes = ["orders:write"] } }
            ),
            Minted(
                Causes.Token.BindingMismatch,
                "The token is bound to a key of the client's (cnf.jkt, RFC 9449), and comes as if it were anybody's.",
                "Proves that it holds the key, or gets a token that is not bound to one.",
                "claim.cnf=%7B%22jkt%22:%220ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I%22%7D"
            ),
            Of(
                Causes.Token.TooOld,
                "The person signed in an hour ago, and this address wants a sign-in of the last five minutes.",
                "Has the person sign in again, with max_age in the request to the provider.",
                [Mint(Causes.Token.TooOld, "auth-age=1h")],
                "auth-age=1m",
                route => route with { Require = new Requirement { Fresh = TimeSpan.FromMinutes(5) } }
            ),
            Of(
                Causes.Token.AssuranceInsufficient,
                "The person signed in with a password alone, and this address wants a second factor.",
                "Has the person sign in again, with acr_values in the request to the provider.",
                [Mint(Causes.Token.AssuranceInsufficient, "claim.amr=%5B%22pwd%22%5D")],
                "claim.amr=%5B%22pwd%22,%22mfa%22%5D",
                route => route with { Require = new Requirement { Factor = 2 } }
            ),
        ];

    private Exhibit Minted(Cause cause, string scene, string client, string order) =>
        Of(cause, scene, client, [Mint(cause, order)]);

    private Exhibit Of(
        Cause cause,
        string scene,
        string client,
        LabStep[] get,
        string cure = "",
        Func<Route, Route>? change = null,
        IScheme? scheme = null
    )
    {
        var route = RouteOf(cause, scheme ?? _bearer);
        return new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Routes = [change?.Invoke(route) ?? route],
            Provoke = [.. get, Ask.Get("/" + cause.Id).Bearer("{token}").Expect(cause.Status)],
            Cure =
            [
                Ask.Get($"/idp/{cause.Id}/mint" + (cure.Length == 0 ? "" : "?" + cure)).Keep("good"),
                Ask.Get("/" + cause.Id).Bearer("{good}"),
            ],
        };
    }

    private Exhibit Expired() =>
        Of(
            Causes.Token.Expired,
            "The token ended ten minutes ago.",
            "Renews it with its refresh token and sends the request again; nobody has to sign in.",
            [Mint(Causes.Token.Expired, "age=20m")]
        ) with
        {
            Cure =
            [
                Ask.Get("/idp/token.expired/mint?kind=refresh").Keep("refresh"),
                WithToken(
                    Ask.Post(
                        "/idp/token.expired/token",
                        "grant_type=refresh_token&client_id=lab&refresh_token={refresh}"
                    )
                ),
                Ask.Get("/token.expired").Bearer("{good}"),
            ],
        };

    private Exhibit Revoked() =>
        Introspected(
            Causes.Token.Revoked,
            "The person signed out, and the provider has ended the token before its time.",
            "Signs in again.",
            [
                Mint(Causes.Token.Revoked, "kind=opaque"),
                Ask.Post("/idp/token.revoked/revoke", "client_id=lab&token={token}").Note("the person signs out"),
            ]
        );

    private Exhibit Inactive() =>
        Introspected(
            Causes.Token.Inactive,
            "The token says nothing by itself. The site asks its issuer, which says that it is not active, and not why.",
            "Gets a new token.",
            [Mint(Causes.Token.Inactive, "kind=opaque&age=20m")]
        );

    private Exhibit Introspected(Cause cause, string scene, string client, LabStep[] get) =>
        Of(
            cause,
            scene,
            client,
            get,
            "kind=opaque",
            route => route with { Introspectors = [new LabIntrospector(parts.Providers[cause.Id], parts.Clock)] },
            cause == Causes.Token.Revoked ? new ToldOfRevocationScheme(_bearer, parts.Providers[cause.Id]) : null
        );

    private Route RouteOf(Cause cause, IScheme scheme) =>
        ExhibitRoutes.For(cause, scheme) with
        {
            Providers = [new LabIssuer(parts.Providers[cause.Id], parts.Clock, TokenMint.DefaultAudience)],
            CredentialSpace = (ulong)cause.Number,
        };

    private static LabStep Mint(Cause cause, string order) => Ask.Get($"/idp/{cause.Id}/mint?{order}").Keep("token");

    private static LabStep WithToken(LabStep step) =>
        step with
        {
            Captures = step.Captures.Add(new Capture("good", Before: "\"access_token\": \"", After: "\"")),
        };
}
