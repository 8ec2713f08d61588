using Gatehouse.Client.Schemes.Key;
using Gatehouse.Client.Tokens;
using Gatehouse.Lab;

namespace Gatehouse.Client.Tests.Remedies;

/// <summary>How each cause that the client cures or avoids is met at the lab.</summary>
internal static class Trials
{
    private const string Alice = "alice";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Trial> All { get; } =
    [
        Basic("credentials.missing", 2),
        Basic("credentials.not-sent", 2),
        Basic("credentials.malformed", 2),
        Basic("credentials.unreadable", 2),
        Basic("header.duplicated", 2),
        Basic("header.whitespace", 2),
        Basic("challenge.malformed", 2),
        Basic("challenge.missing", 2),
        Basic("refusal.as-forbidden", 2),
        Basic("refusal.as-redirect", 2),
        Basic("refusal.as-server-error", 2),
        Basic("refusal.as-success", 1, basic => basic.SendUnasked = true),
        Basic("basic.encoding", 2, null, "renee", "café-crème"),
        Basic(
            "basic.line-wrapped",
            2,
            null,
            "lena",
            "a-sentence-that-nobody-guesses-and-that-fills-more-than-one-line-of-base64"
        ),
        Basic("basic.wrong-alphabet", 2, null, "quentin", "why?why?~why?>"),
        new("basic.colon-in-user", 1, BesideAKeyAsync),
        new("credentials.scheme-unsupported", 2, BesideATokenAsync),
        Key("credentials.ambiguous"),
        Key("credentials.in-query"),
        Key("key.misplaced"),
        AuthorizationKey("header.prefix-missing"),
        AuthorizationKey("header.prefix-doubled"),
        new("header.scheme-case", 1, lab => TokensAsync(lab, "header.scheme-case", "open-sesame")),
        AskedAgain("credentials.rejected"),
        AskedAgain("credentials.stale-cached"),
        AskedAgain("password.wrong"),
        AskedAgain("user.unknown"),
        new("digest.response-wrong", 3, AskedAgainByDigestAsync),
        Rotated("key.expired", "ended=3600"),
        Rotated("key.revoked", "revoked=3600"),
        Rotated("key.unknown", null),
        Digest("digest.algorithm-unsupported"),
        Digest("digest.qop-unsupported"),
        Digest("digest.uri-mismatch", "?page=2"),
        new("digest.replayed", 3, DigestTwiceAsync),
        new("digest.nonce-stale", 2, StaleNonceAsync),
        new("digest.nonce-unknown", 2, ForgottenNonceAsync),
        Renewed("token.expired", "age=20m"),
        Renewed("token.inactive", "kind=opaque&age=20m", "kind=opaque"),
        Renewed("token.key-unknown", "key=unpublished"),
        Renewed("token.malformed", "tamper=truncated"),
        Renewed("token.not-yet-valid", "not-before=10m"),
        new("token.revoked", 2, RevokedAsync),
        Renewed("token.signature-invalid", "tamper=payload"),
        new("token.scope-insufficient", 2, WidenedAsync),
        SteppedUp("token.too-old", new TokenNeeds([], MaxAge: TimeSpan.FromMinutes(5)), "auth-age=1h", "auth-age=1m"),
        SteppedUp(
            "token.assurance-insufficient",
            new TokenNeeds([], AcrValues: "urn:gatehouse:acr:2"),
            "claim.amr=%5B%22pwd%22%5D",
            "claim.amr=%5B%22pwd%22,%22mfa%22%5D"
        ),
        new("grant.invalid", 1, lab => SignedInAgainAsync(lab, "no-such-refresh-token")),
        new("token.refresh-reused", 1, UsedTwiceAsync),
        Waited("client.banned"),
        Waited("client.concurrency-exceeded"),
        Waited("client.rate-exceeded"),
        Waited("credentials.throttled"),
        Waited("provider.unreachable"),
        Waited("server.busy"),
        Waited("server.maintenance"),
        Waited("server.store-unavailable"),
        Waited("upstream.timeout"),
        Waited("upstream.unreachable"),
        new("header.stripped-by-redirect", 2, RedirectedAsync),
        new("route.moved", 2, MovedAsync),
    ];

    private static Trial Basic(
        string cause,
        int requests,
        Action<BasicOptions>? configure = null,
        string user = Alice,
        string password = LabClient.Password
    ) =>
        new(
            cause,
            requests,
            lab => lab.With(options => options.Basic(user, password, configure)).GetAsync(cause, Token)
        );

    private static Trial Key(string cause) =>
        new(
            cause,
            1,
            async lab =>
            {
                var key = await lab.HandAsync("key");
                return await lab.With(options => options.Key("X-Api-Key", key)).GetAsync(cause, Token);
            }
        );

    private static Trial AuthorizationKey(string cause) =>
        new(
            cause,
            1,
            async lab =>
            {
                var key = await lab.HandAsync("key");
                return await lab.With(options => options.AuthorizationKey("Key", key)).GetAsync(cause, Token);
            }
        );

    private static Trial AskedAgain(string cause) =>
        new(cause, 3, lab => lab.With(options => options.Basic(Asked)).GetAsync(cause, Token));

    // A person who mistypes once.
    private static ValueTask<PasswordCredential?> Asked(SignInRequest request, CancellationToken cancellationToken) =>
        new(new PasswordCredential(Alice, request.User is null ? "mistyped" : LabClient.Password));

    private static Task<HttpResponseMessage> AskedAgainByDigestAsync(LabClient lab) =>
        lab.With(options => options.Digest(Asked)).GetAsync("digest.response-wrong", Token);

    // The name with a colon is refused when the client is made; the key beside it is what gets through.
    private static async Task<HttpResponseMessage> BesideAKeyAsync(LabClient lab)
    {
        Assert.Throws<ArgumentException>(() => new AuthenticationOptions().Basic("team:alice", LabClient.Password));
        var key = await lab.HandAsync("key");
        return await lab.With(options => options.Key("X-Api-Key", key)).GetAsync("basic.colon-in-user", Token);
    }

    private static Task<HttpResponseMessage> BesideATokenAsync(LabClient lab) =>
        lab.With(options =>
                options
                    .Basic(Alice, LabClient.Password)
                    .Bearer(bearer => bearer.Delegate((_, _) => new(new AccessToken("abc"))))
            )
            .GetAsync("credentials.scheme-unsupported", Token);

    private static Trial Rotated(string cause, string? order) =>
        new(
            cause,
            2,
            async lab =>
            {
                var first = order is null ? "ghk_" + new string('A', 40) : await lab.HandAsync("key?" + order);
                var keys = new Queue<string>([first, await lab.HandAsync("key")]);
                return await lab.With(options => options.Key("X-Api-Key", _ => new(keys.Dequeue())))
                    .GetAsync(cause, Token);
            }
        );

    private static Trial Digest(string cause, string query = "") =>
        new(
            cause,
            2,
            lab => lab.With(options => options.Digest(Alice, LabClient.Password)).GetAsync(cause + query, Token)
        );

    private static async Task<HttpResponseMessage> DigestTwiceAsync(LabClient lab)
    {
        var client = lab.With(options => options.Digest(Alice, LabClient.Password));
        (await client.GetAsync("digest.replayed", Token)).EnsureSuccessStatusCode();
        return await client.GetAsync("digest.replayed", Token);
    }

    private static async Task<HttpResponseMessage> StaleNonceAsync(LabClient lab)
    {
        var client = lab.With(options => options.Digest(Alice, LabClient.Password));
        (await client.GetAsync("digest.nonce-stale", Token)).EnsureSuccessStatusCode();
        lab.Lab.ClearRequests();
        lab.Clock.Advance(TimeSpan.FromMinutes(10));
        return await client.GetAsync("digest.nonce-stale", Token);
    }

    // Another server under the same address has not given out the nonce.
    private static async Task<HttpResponseMessage> ForgottenNonceAsync(LabClient lab)
    {
        await using var old = await LabClient.StartAsync();
        var address = old.Lab.Url;
        var options = new AuthenticationOptions().At(lab.Lab.Url).Digest(Alice, LabClient.Password);
        using var client = new HttpClient(
            new AuthenticationHandler(options, new MovingHandler(() => address, new SocketsHttpHandler()))
        );
        var target = new Uri(lab.Lab.Url, "digest.nonce-unknown");
        (await client.GetAsync(target, Token)).EnsureSuccessStatusCode();
        address = lab.Lab.Url;
        return await client.GetAsync(target, Token);
    }

    private static Trial Renewed(string cause, string first, string next = "") =>
        new(
            cause,
            2,
            async lab =>
                await TokensAsync(lab, cause, await lab.MintAsync(cause, first), await lab.MintAsync(cause, next))
        );

    private static async Task<HttpResponseMessage> TokensAsync(LabClient lab, string cause, params string[] tokens)
    {
        var queue = new Queue<string>(tokens);
        return await lab.With(options =>
                options.Bearer(bearer => bearer.Delegate((_, _) => new(new AccessToken(queue.Dequeue()))))
            )
            .GetAsync(cause, Token);
    }

    private static async Task<HttpResponseMessage> RevokedAsync(LabClient lab)
    {
        const string Cause = "token.revoked";
        var first = await lab.MintAsync(Cause, "kind=opaque");
        using var plain = new HttpClient();
        using var form = new FormUrlEncodedContent([new("client_id", "lab"), new("token", first)]);
        (await plain.PostAsync(new Uri(lab.Lab.Url, $"idp/{Cause}/revoke"), form, Token)).EnsureSuccessStatusCode();
        return await TokensAsync(lab, Cause, first, await lab.MintAsync(Cause, "kind=opaque"));
    }

    private static Task<HttpResponseMessage> WidenedAsync(LabClient lab)
    {
        const string Cause = "token.scope-insufficient";
        return lab.With(options =>
                options.Bearer(bearer =>
                    bearer
                        .Delegate(
                            async (request, _) =>
                                new AccessToken(await lab.MintAsync(Cause, "scope=" + string.Join('+', request.Scopes)))
                        )
                        .WithScopes("orders:read")
                        .AllowScopes("orders:write")
                )
            )
            .GetAsync(Cause, Token);
    }

    private static Trial SteppedUp(string cause, TokenNeeds asked, string first, string next) =>
        new(
            cause,
            2,
            lab =>
                lab.With(options =>
                        options.Bearer(bearer =>
                            bearer.Delegate(async (_, _) => new AccessToken(await lab.MintAsync(cause, first))).StepUp =
                                async (needs, _) =>
                                {
                                    Assert.Equal((asked.AcrValues, asked.MaxAge), (needs.AcrValues, needs.MaxAge));
                                    return new AccessToken(await lab.MintAsync(cause, next));
                                }
                        )
                    )
                    .GetAsync(cause, Token)
        );

    private static async Task<HttpResponseMessage> SignedInAgainAsync(LabClient lab, string refreshToken) =>
        await lab.With(options =>
                options.Bearer(bearer =>
                    bearer
                        .RefreshToken(ClientIdentity.Public("lab"), refreshToken)
                        .From(new Uri(lab.Lab.Url, "idp/token"))
                        .SignIn = async (_, _) => await lab.HandAsync("token?kind=refresh")
                )
            )
            .GetAsync(lab.Lab.Resource, Token);

    private static async Task<HttpResponseMessage> UsedTwiceAsync(LabClient lab)
    {
        var refreshToken = await lab.HandAsync("token?kind=refresh");
        using var plain = new HttpClient();
        using var form = new FormUrlEncodedContent([
            new("grant_type", "refresh_token"),
            new("client_id", "lab"),
            new("refresh_token", refreshToken),
        ]);
        (await plain.PostAsync(new Uri(lab.Lab.Url, "idp/token"), form, Token)).EnsureSuccessStatusCode();
        return await SignedInAgainAsync(lab, refreshToken);
    }

    private static Trial Waited(string cause) =>
        new(
            cause,
            2,
            async lab =>
            {
                var key = await lab.HandAsync("key");
                var client = lab.With(options =>
                {
                    options.Key("X-Api-Key", key).MaximumWait = TimeSpan.FromHours(1);
                    options.Clock = new LeapingClock();
                });
                lab.Lab.Cause(cause).Once();
                return await client.GetAsync(lab.Lab.Resource, Token);
            }
        );

    private static Task<HttpResponseMessage> RedirectedAsync(LabClient lab) =>
        lab.With(options =>
                options
                    .At(lab.Lab.AddressOf(LabPlace.Other))
                    .Basic(Alice, LabClient.Password, basic => basic.SendUnasked = true)
            )
            .GetAsync("header.stripped-by-redirect", Token);

    private static async Task<HttpResponseMessage> MovedAsync(LabClient lab)
    {
        var key = await lab.HandAsync("key");
        var client = lab.With(options => options.Key("X-Api-Key", key));
        lab.Lab.Cause("route.moved").Once();
        return await client.GetAsync(lab.Lab.Resource, Token);
    }
}
