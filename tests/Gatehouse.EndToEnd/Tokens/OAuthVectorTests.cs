using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.Protocol.Challenges;
using Gatehouse.Protocol.Jose;
using Gatehouse.TestKit;

namespace Gatehouse.EndToEnd.Tokens;

/// <summary>
/// The public cases on challenges of OAuth resource servers (RFC 6750, 8705, 9449, 9470, 9728), put to a running gateway:
/// each situation is provoked, and the real answer is held against what the specification says of it.
/// </summary>
public sealed class OAuthVectorTests : IAsyncLifetime
{
    private const string File = "oauth.json";

    private static readonly string[] ComparedLetterByLetter = ["error"];

    /// <summary>Situations that a gateway cannot be in.</summary>
    private static readonly Dictionary<string, string> LeftOut = new(StringComparer.Ordinal)
    {
        ["6750-cache"] = "a token in the query is not taken at all, so there is no such answer",
        ["9110-proxy-407"] = "a gateway is no forward proxy; the lab has one",
        ["9449-not-for-proxy"] = "as 9110-proxy-407",
        ["9449-as-use-nonce"] = "the token endpoint makes no tokens that are bound to a key",
        ["6750-invalid-request-missing-parameter"] = "a token in a field has no parameters that could be missing",
        ["6750-invalid-request-repeated-parameter"] = "a token in the query is not taken, once or twice",
        ["8705-cert-mismatch"] = "with real handshakes: see the tests of client certificates",
        ["7662-introspection-unauthenticated"] = "an introspection endpoint: the gateway asks one and has none",
        ["7662-inactive"] = "as 7662-introspection-unauthenticated",
        ["aspnetcore-other-exception"] = "an exception in a check is 500 here, never a 401",
    };

    private readonly SigningKey _key = SigningKey.CreateEs256();
    private TokenGateway _gateway = null!;
    private string? _bound;
    private string? _nonce;

    public async ValueTask InitializeAsync() => _gateway = await TokenGateway.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _key.Dispose();
    }

    [Fact]
    public async Task Every_case_of_a_server_is_met_or_left_out_with_a_reason()
    {
        using var file = VectorFile.Open(File);
        Assert.SkipWhen(file is null, VectorFile.Absent);
        var situations = Situations();
        var offences = new List<string>();
        var met = 0;
        foreach (var given in file!.RootElement.GetProperty("cases").EnumerateArray())
        {
            var id = given.GetProperty("id").GetString()!;
            if (given.GetProperty("role").GetString() != "server" || LeftOut.ContainsKey(id))
            {
                continue;
            }

            if (!situations.TryGetValue(id, out var provoke))
            {
                offences.Add($"{id}: neither provoked nor left out");
                continue;
            }

            using var answer = await provoke();
            var body = await answer.Content.ReadAsStringAsync();
            offences.AddRange(Against(given.GetProperty("expect"), answer, body).Select(offence => $"{id}: {offence}"));
            met++;
        }

        Assert.True(offences.Count == 0, string.Join('\n', offences));
        Assert.True(met > 70, string.Create(CultureInfo.InvariantCulture, $"{met} cases"));
    }

    private Dictionary<string, Func<Task<HttpResponseMessage>>> Situations()
    {
        var now = _gateway.Time.GetUtcNow().ToUnixTimeSeconds();
        var stranger = SigningKey.CreateEs256();
        var url = Origin + "/dpop/x";
        return new(StringComparer.Ordinal)
        {
            ["6750-no-credentials"] = () => Get("/bearer/x"),
            ["6750-no-credentials-example"] = () => Get("/bearer/x"),
            ["6750-unsupported-scheme"] = () => Get("/bearer/x", ("Authorization", "Basic dXNlcjpwYXNz")),
            ["6750-expired"] = Bearer(claims => claims["exp"] = now - 600),
            ["6750-invalid-token-revoked"] = RevokedAsync,
            ["6750-invalid-token-malformed"] = () => Get("/bearer/x", ("Authorization", "Bearer a.b.c")),
            ["6750-invalid-token-bad-signature"] = () => Get("/bearer/x", ("Authorization", "Bearer " + Spoilt())),
            ["6750-invalid-token-wrong-audience"] = Bearer(claims => claims["aud"] = "elsewhere"),
            ["6750-invalid-token-wrong-issuer"] = Bearer(claims => claims["iss"] = "https://other.example"),
            ["6750-invalid-token-not-yet-valid"] = Bearer(claims => claims["nbf"] = now + 600),
            ["6750-insufficient-scope"] = Bearer(claims => claims["scope"] = "other"),
            ["6750-invalid-request-two-methods"] = () =>
                Get("/bearer/x?access_token=x", ("Authorization", "Bearer " + _gateway.Foreign())),
            ["6750-invalid-request-malformed"] = () => Get("/bearer/x", ("Authorization", "Bearer a b")),
            ["6750-realm-once"] = Bearer(claims => claims["scope"] = "other"),
            ["6750-at-least-one-param"] = () => Get("/bearer/x"),
            ["6750-scope-charset"] = Bearer(claims => claims["scope"] = "other"),
            ["9110-401-needs-challenge"] = () => Get("/any/x"),
            ["9110-403-adequate"] = Bearer(claims => claims["scope"] = "other"),
            ["9449-no-credentials"] = () => Get("/dpop/x"),
            ["9449-binding-failed"] = () => Dpop(url, claims: null, signer: stranger),
            ["9449-invalid-proof"] = () => Dpop(url, claims => claims["htm"] = "POST"),
            ["9449-use-nonce"] = () => Dpop(url, claims => claims.Remove("nonce")),
            ["9449-new-nonce-on-200"] = NewNonceAsync,
            ["9449-bound-token-as-bearer"] = () => Get("/bearer/x", ("Authorization", "Bearer " + Bound())),
            ["9449-both-schemes-no-token"] = () => Get("/both/x"),
            ["9449-both-schemes-invalid-bearer"] = () => Get("/both/x", ("Authorization", "Bearer " + Spoilt())),
            ["9449-ambiguous"] = () =>
                Get("/both/x", ("Authorization", "Bearer " + Bound()), ("Authorization", "DPoP " + Bound())),
            ["9449-cors-expose"] = () => Get("/dpop/x", ("Origin", "https://shop.example")),
            ["9449-proof-two-headers"] = async () =>
                await Get(
                    "/dpop/x",
                    ("Authorization", "DPoP " + Bound()),
                    ("DPoP", await Proof(url)),
                    ("DPoP", await Proof(url))
                ),
            ["9449-proof-not-jwt"] = () => Shown("not a JWT"),
            ["9449-proof-missing-claim"] = () => Dpop(url, claims => claims.Remove("jti")),
            ["9449-proof-typ"] = async () => await Shown(_key.SignWithJwk("JWT", await ClaimsOf(url, null))),
            ["9449-proof-alg-none"] = async () => await Shown(Headed("none", await ClaimsOf(url, null))),
            ["9449-proof-alg-symmetric"] = async () => await Shown(Headed("HS256", await ClaimsOf(url, null))),
            ["9449-proof-alg-unsupported"] = async () => await Shown(Headed("ES256K", await ClaimsOf(url, null))),
            ["9449-proof-signature"] = async () => await Shown((await Proof(url))[..^6] + "AAAAAA"),
            ["9449-proof-jwk-private"] = async () => await Shown(WithPrivateKey(await ClaimsOf(url, null))),
            ["9449-proof-jwk-missing"] = async () => await Shown(_key.Sign("dpop+jwt", await ClaimsOf(url, null))),
            ["9449-proof-htm"] = () => Dpop(url, claims => claims["htm"] = "get"),
            ["9449-proof-htu-path"] = () => Dpop(Origin + "/dpop/y", claims: null),
            ["9449-proof-htu-host"] = () => Dpop("http://elsewhere.example/dpop/x", claims: null),
            ["9449-proof-htu-scheme"] = () =>
                Dpop(url.Replace("http:", "https:", StringComparison.Ordinal), claims: null),
            ["9449-proof-iat-old"] = () => Dpop(url, claims => claims["iat"] = now - 3600),
            ["9449-proof-iat-future"] = () => Dpop(url, claims => claims["iat"] = now + 3600),
            ["9449-proof-ath-missing"] = () => Dpop(url, claims => claims.Remove("ath")),
            ["9449-proof-ath-wrong"] = () => Dpop(url, claims => claims["ath"] = Hash("another")),
            ["9449-proof-jti-replay"] = ReplayedAsync,
            ["9449-proof-nonce-wrong"] = () => Dpop(url, claims => claims["nonce"] = "made-up"),
            ["9449-proof-missing"] = () => Get("/dpop/x", ("Authorization", "DPoP " + Bound())),
            ["9449-proof-htu-query"] = async () =>
                await Get("/dpop/x?x=1", ("Authorization", "DPoP " + Bound()), ("DPoP", await Proof(url))),
            ["9449-key-binding"] = () => Dpop(url, claims: null, signer: stranger),
            ["9449-scheme-case"] = async () =>
                await Get("/dpop/x", ("Authorization", "dpop " + Bound()), ("DPoP", await Proof(url))),
            ["9470-acr"] = Bearer(_ => { }, "/strong/x"),
            ["9470-max-age"] = Bearer(_ => { }, "/recent/x"),
            ["9470-both"] = Bearer(_ => { }, "/recent-and-strong/x"),
            ["9470-with-scope"] = Bearer(_ => { }, "/strong/x"),
            ["9470-dpop"] = async () =>
                await Get(
                    "/strong/x",
                    ("Authorization", "DPoP " + Bound()),
                    ("DPoP", await Proof(Origin + "/strong/x"))
                ),
            ["9728-no-token"] = () => Get("/bearer/x"),
            ["9728-dpop"] = () => Get("/dpop/x"),
            ["9728-with-max-age"] = Bearer(_ => { }, "/recent/x"),
            ["9728-invalid-token"] = Bearer(claims => claims["aud"] = "elsewhere"),
            ["9728-metadata-get"] = () => Get("/.well-known/oauth-protected-resource"),
            ["9728-metadata-path"] = () => Get("/.well-known/oauth-protected-resource/mcp"),
            ["6749-client-auth-header"] = () =>
                _gateway.TokenAsync(
                    new(StringComparer.Ordinal) { ["grant_type"] = "client_credentials" },
                    ("Authorization", "Basic bm9ib2R5Ong=")
                ),
            ["aspnetcore-audience"] = Bearer(claims => claims.Remove("aud")),
            ["aspnetcore-issuer"] = Bearer(claims => claims.Remove("iss")),
            ["aspnetcore-noexp"] = Bearer(claims => claims.Remove("exp")),
            ["aspnetcore-lifetime"] = Bearer(claims => (claims["nbf"], claims["exp"]) = (now + 600, now - 600)),
            ["aspnetcore-notyet"] = Bearer(claims => claims["nbf"] = now + 600),
            ["aspnetcore-expired"] = Bearer(claims => claims["exp"] = now - 600),
            ["aspnetcore-signature"] = () => Get("/bearer/x", ("Authorization", "Bearer " + Spoilt())),
            ["aspnetcore-keynotfound"] = () =>
                Get("/bearer/x", ("Authorization", "Bearer " + _gateway.Foreign(signer: stranger))),
            ["aspnetcore-multi"] = () =>
                Get(
                    "/bearer/x",
                    ("Authorization", "Bearer " + _gateway.Foreign(claims => claims["aud"] = "x", stranger))
                ),
            ["aspnetcore-no-token"] = () => Get("/bearer/x"),
        };
    }

    private string Origin => _gateway.Address.GetLeftPart(UriPartial.Authority);

    private static IEnumerable<string> Against(JsonElement expect, HttpResponseMessage answer, string body)
    {
        if (expect.TryGetProperty("status", out var status) && status.GetInt32() != (int)answer.StatusCode)
        {
            yield return $"status {(int)answer.StatusCode} and not {status.GetInt32()}: {body}";
            yield break;
        }

        if (expect.TryGetProperty("www_authenticate", out var challenges))
        {
            var lines = answer.Headers.TryGetValues("WWW-Authenticate", out var found) ? found.ToArray() : [];
            Assert.True(ChallengeParser.TryParse(lines, out var sent, out var fault), fault?.ToString());
            foreach (var challenge in challenges.EnumerateArray())
            {
                foreach (var offence in Against(challenge, sent))
                {
                    yield return offence;
                }
            }
        }

        if (expect.TryGetProperty("headers", out var headers))
        {
            foreach (var header in headers.EnumerateObject())
            {
                var values = answer
                    .Headers.Concat(answer.Content.Headers)
                    .Where(field => field.Key.Equals(header.Name, StringComparison.OrdinalIgnoreCase))
                    .SelectMany(field => field.Value)
                    .ToArray();
                if (
                    values.Length == 0
                    || (
                        header.Name == "Access-Control-Expose-Headers"
                        && !values[0].Contains("DPoP-Nonce", StringComparison.Ordinal)
                    )
                    || (header.Name == "DPoP-Nonce" && values.Length != 1)
                    || (header.Name == "Content-Type" && values[0] != header.Value.GetString())
                )
                {
                    yield return $"{header.Name}: {string.Join(", ", values)}";
                }
            }
        }

        if (expect.TryGetProperty("body", out var members))
        {
            var told = JsonDocument.Parse(body).RootElement;
            foreach (var member in members.EnumerateObject())
            {
                if (!told.TryGetProperty(member.Name, out var value))
                {
                    yield return $"the body has no {member.Name}";
                }
                else if (member.Name == "error" && value.GetString() != member.Value.GetString())
                {
                    yield return $"error {value}";
                }
            }
        }
    }

    // The texts of examples are examples; what programs read is the same letter by letter.
    private static IEnumerable<string> Against(JsonElement expected, IReadOnlyList<Challenge> sent)
    {
        if (!expected.TryGetProperty("scheme", out var scheme))
        {
            if (sent.Count == 0)
            {
                yield return "no challenge";
            }

            yield break;
        }

        var found = sent.Where(challenge => challenge.Is(scheme.GetString()!)).ToArray();
        if (found.Length != 1)
        {
            yield return $"{found.Length} challenges of {scheme}";
            yield break;
        }

        var challenge = found[0];
        if (challenge.Parameters.Count < Number(expected, "min_params"))
        {
            yield return "no parameter";
        }

        if (
            challenge
                .Parameters.GroupBy(one => one.Name, StringComparer.OrdinalIgnoreCase)
                .Any(group => group.Count() > 1)
        )
        {
            yield return "a parameter is there twice";
        }

        foreach (var parameter in challenge.Parameters)
        {
            if (parameter.Value.Any(c => c is < ' ' or > '~' or '"' or '\\'))
            {
                yield return $"{parameter.Name} has characters that RFC 6750 does not allow";
            }
        }

        foreach (var name in Names(expected, "params_absent").Where(name => challenge[name] is not null))
        {
            yield return $"{name} is there";
        }

        foreach (var name in Names(expected, "params_present").Where(name => challenge[name] is null))
        {
            yield return $"{name} is missing";
        }

        if (expected.TryGetProperty("params", out var parameters))
        {
            foreach (var parameter in parameters.EnumerateObject())
            {
                var value = challenge[parameter.Name];
                if (
                    value is null
                    || (
                        ComparedLetterByLetter.Contains(parameter.Name, StringComparer.Ordinal)
                        && value != parameter.Value.GetString()
                    )
                )
                {
                    yield return $"{parameter.Name} is {value ?? "missing"} and not {parameter.Value}";
                }
            }
        }
    }

    private static int Number(JsonElement expected, string name) =>
        expected.TryGetProperty(name, out var number) ? number.GetInt32() : 0;

    private static IEnumerable<string> Names(JsonElement expected, string name) =>
        expected.TryGetProperty(name, out var names) ? names.EnumerateArray().Select(one => one.GetString()!) : [];

    private Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] fields) =>
        _gateway.SendAsync(HttpMethod.Get, path, body: null, fields);

    private Func<Task<HttpResponseMessage>> Bearer(Action<JsonObject> change, string path = "/bearer/x") =>
        () => Get(path, ("Authorization", "Bearer " + _gateway.Foreign(change)));

    private async Task<HttpResponseMessage> RevokedAsync()
    {
        var token = _gateway.Foreign(claims => claims["jti"] = "to be revoked");
        Assert.True(CompactJws.TryParse(token, out var jws, out _));
        await _gateway.Store.RevokeTokenAsync(
            jws.SigningInputHash(),
            _gateway.Time.GetUtcNow().AddHours(1),
            CancellationToken.None
        );
        return await Get("/bearer/x", ("Authorization", "Bearer " + token));
    }

    private string Spoilt() => _gateway.Foreign()[..^6] + "AAAAAA";

    // The same one each time, since each proof is for one token.
    private string Bound() =>
        _bound ??= _gateway.Foreign(claims => claims["cnf"] = new JsonObject { ["jkt"] = _key.KeyId });

    private Task<HttpResponseMessage> Shown(string proof) =>
        Get("/dpop/x", ("Authorization", "DPoP " + Bound()), ("DPoP", proof));

    private async Task<HttpResponseMessage> Dpop(string url, Action<JsonObject>? claims, SigningKey? signer = null) =>
        await Shown((signer ?? _key).SignWithJwk("dpop+jwt", await ClaimsOf(url, claims)));

    private async Task<string> Proof(string url) => _key.SignWithJwk("dpop+jwt", await ClaimsOf(url, change: null));

    private async Task<byte[]> ClaimsOf(string url, Action<JsonObject>? change)
    {
        if (_nonce is null)
        {
            using var answer = await Get("/dpop/x");
            _nonce = answer.Headers.GetValues("DPoP-Nonce").Single();
        }

        var claims = new JsonObject
        {
            ["jti"] = Guid.NewGuid().ToString(),
            ["htm"] = "GET",
            ["htu"] = url,
            ["iat"] = _gateway.Time.GetUtcNow().ToUnixTimeSeconds(),
            ["ath"] = Hash(Bound()),
            ["nonce"] = _nonce,
        };
        change?.Invoke(claims);
        return JsonSerializer.SerializeToUtf8Bytes(claims);
    }

    private async Task<HttpResponseMessage> ReplayedAsync()
    {
        var (token, proof) = (Bound(), await Proof(Origin + "/dpop/x"));
        using var first = await Get("/dpop/x", ("Authorization", "DPoP " + token), ("DPoP", proof));
        Assert.True(first.IsSuccessStatusCode);
        return await Get("/dpop/x", ("Authorization", "DPoP " + token), ("DPoP", proof));
    }

    // The nonce is renewed with the answer to a request that was granted, before it ends.
    private async Task<HttpResponseMessage> NewNonceAsync()
    {
        await Proof(Origin + "/dpop/x");
        _gateway.Time.Advance(TimeSpan.FromMinutes(3));
        var answer = await Shown(await Proof(Origin + "/dpop/x"));
        _nonce = null;
        return answer;
    }

    private string Headed(string algorithm, byte[] claims) =>
        Base64Url.EncodeToString(
            Encoding.ASCII.GetBytes($$"""{"typ":"dpop+jwt","alg":"{{algorithm}}","jwk":{{_key.PublicJwk()}}}""")
        ) + $".{Base64Url.EncodeToString(claims)}.{Base64Url.EncodeToString(new byte[64])}";

    private static string WithPrivateKey(byte[] claims)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = ecdsa.ExportParameters(includePrivateParameters: true);
        var head =
            $$$"""{"typ":"dpop+jwt","alg":"ES256","jwk":{"kty":"EC","crv":"P-256","x":"{{{Base64Url.EncodeToString(key.Q.X)}}}","y":"{{{Base64Url.EncodeToString(key.Q.Y)}}}","d":"{{{Base64Url.EncodeToString(key.D)}}}"}}""";
        var input = $"{Base64Url.EncodeToString(Encoding.ASCII.GetBytes(head))}.{Base64Url.EncodeToString(claims)}";
        return $"{input}.{Base64Url.EncodeToString(ecdsa.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256))}";
    }

    private static string Hash(string token) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
}
