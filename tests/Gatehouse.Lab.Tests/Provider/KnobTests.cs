using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Gatehouse.Decisions.Providers;
using Gatehouse.Lab.Provider;
using Gatehouse.Protocol.Jose;
using Gatehouse.Providers;
using Gatehouse.TestKit;

namespace Gatehouse.Lab.Tests.Provider;

public sealed class KnobTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _clock = new();
    private ProviderHost _host = null!;

    private LabProvider Provider => _host.Provider;

    public async ValueTask InitializeAsync() => _host = await ProviderHost.StartAsync(_clock);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Every_knob_is_shown_with_its_meaning_and_takes_what_it_shows()
    {
        var shown = (await _host.GetJsonAsync("/idp/knobs")).AsObject();

        Assert.Equal(ProviderKnobTable.Names.Order(), shown.Select(knob => knob.Key).Order());
        Assert.All(shown, knob => Assert.NotEmpty((string)knob.Value!["meaning"]!));
        var changes = new JsonObject(
            shown.Select(knob => KeyValuePair.Create(knob.Key, knob.Value!["value"]?.DeepClone()))
        );
        using var answer = await _host.PutAsync("/idp/knobs", changes.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(new ProviderKnobs(), Provider.Knobs);
        Assert.Equal(typeof(ProviderKnobs).GetProperties().Length, shown.Count);
    }

    [Fact]
    public async Task Knobs_are_turned_one_by_one_and_reset_together()
    {
        await _host.TurnAsync(
            "/idp/knobs",
            new Dictionary<string, object?> { ["clock-skew"] = "-10m", ["token-lifetime"] = 30 }
        );
        await _host.TurnAsync(
            "/idp/knobs",
            new Dictionary<string, object?> { ["token-lifetime"] = null, ["token-issuer"] = "x" }
        );

        Assert.Equal(new ProviderKnobs { ClockSkew = -10.Minutes(), TokenIssuer = "x" }, Provider.Knobs);
        using var reset = await _host.Client.DeleteAsync("/idp/knobs");
        Assert.Equal(new ProviderKnobs(), Provider.Knobs);
    }

    [Theory]
    [InlineData("{\"clock-skw\":\"1m\"}", "Did you mean `clock-skew`?")]
    [InlineData("{\"clock-skew\":\"1 minute\"}", "clock-skew is a duration")]
    [InlineData("{\"algorithm\":\"rs265\"}", "Did you mean `rs256`?")]
    [InlineData("{\"break-nonce\":\"yes\"}", "is true or false")]
    [InlineData("{\"token-issuer\":1}", "is a text")]
    [InlineData("{\"outages\":{\"tokn\":\"refuse\"}}", "Did you mean `token`?")]
    [InlineData("{\"outages\":{\"token\":\"away\"}}", "slow:500ms")]
    [InlineData("{\"outages\":\"refuse\"}", "is an object")]
    [InlineData("{\"spoilt\":{\"jwks\":\"htm\"}}", "Did you mean `html`?")]
    [InlineData("{\"xyzxyzxyz\":1}", "Known are:")]
    [InlineData("[]", "no JSON object")]
    [InlineData("{", "no JSON object")]
    [InlineData("", "no JSON object")]
    public async Task A_wrong_knob_is_refused_with_the_nearest_name_and_nothing_is_turned(string json, string told)
    {
        using var answer = await _host.PutAsync("/idp/knobs", json);

        var refused = await ProviderHost.ErrorOf(answer);
        Assert.Equal(400, refused.Status);
        Assert.Contains(told, refused.Description);
        Assert.Equal(new ProviderKnobs(), Provider.Knobs);
    }

    [Fact]
    public async Task Tenants_have_knobs_of_their_own()
    {
        await _host.TurnAsync("/idp/other/knobs", new Dictionary<string, object> { ["break-nonce"] = true });

        Assert.True(_host.Providers["other"].Knobs.BreakNonce);
        Assert.False(Provider.Knobs.BreakNonce);
        Assert.Equal(
            _host.Address.GetLeftPart(UriPartial.Authority) + "/idp/other",
            (string?)(await _host.GetJsonAsync("/idp/other/.well-known/openid-configuration"))["issuer"]
        );
        Assert.Equal(
            _host.Address.GetLeftPart(UriPartial.Authority) + "/idp/other",
            (string?)(await _host.GetJsonAsync("/.well-known/oauth-authorization-server/idp/other"))["issuer"]
        );
    }

    [Fact]
    public async Task What_is_not_under_the_prefix_is_left_to_others()
    {
        using var beside = await _host.GetAsync("/idpx");
        using var root = await _host.GetAsync("/.well-known/openid-configuration");
        using var nothing = await _host.GetAsync("/idp/tokens");
        using var deep = await _host.GetAsync("/idp/other/nothing");
        using var bad = await _host.GetAsync("/idp/UPPER/token");
        using var overview = await _host.GetAsync("/idp");

        Assert.Equal((HttpStatusCode)418, beside.StatusCode);
        Assert.Equal((HttpStatusCode)418, root.StatusCode);
        Assert.Equal(HttpStatusCode.OK, nothing.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, deep.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, bad.StatusCode);
        Assert.Contains("alice", await overview.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_outage_refuses_until_its_time_is_over()
    {
        Provider.Outage(@for: 3.Seconds(), endpoint: ProviderEndpoint.Jwks);

        await Assert.ThrowsAsync<HttpRequestException>(() => _host.GetAsync("/idp/jwks"));
        using var other = await _host.GetAsync("/idp/.well-known/openid-configuration");
        _clock.Advance(3.Seconds());
        using var again = await _host.GetAsync("/idp/jwks");

        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Empty(Provider.Knobs.Outages);
    }

    [Fact]
    public async Task An_outage_counts_requests_and_says_when_to_come_again()
    {
        await _host.TurnAsync(
            "/idp/knobs",
            new { outages = new { token = "429 times 2 for 30s", all = (string?)null } }
        );
        await _host.TurnAsync("/idp/knobs", new { outages = new { token = "429 times 2 for 30s" } });

        using var first = await _host.PostAsync("/idp/token");
        _clock.Advance(10.Seconds());
        using var second = await _host.PostAsync("/idp/token");
        using var third = await _host.PostAsync("/idp/token");

        Assert.Equal(HttpStatusCode.TooManyRequests, first.StatusCode);
        Assert.Equal(30, first.Headers.RetryAfter?.Delta?.TotalSeconds);
        Assert.Equal(20, second.Headers.RetryAfter?.Delta?.TotalSeconds);
        Assert.Equal(HttpStatusCode.Unauthorized, third.StatusCode);
    }

    [Fact]
    public async Task An_endpoint_can_hang_fail_and_be_slow()
    {
        Provider.Outage(kind: OutageKind.Hang, endpoint: ProviderEndpoint.Jwks);
        using var impatient = new CancellationTokenSource();
        var hanging = _host.Client.GetAsync("/idp/jwks", impatient.Token);
        Provider.Outage(new ProviderOutage(OutageKind.Status) { StatusCode = 502 }, ProviderEndpoint.Userinfo);
        using var failed = await _host.GetAsync("/idp/userinfo");
        Provider.Outage(new ProviderOutage(OutageKind.Slow) { Delay = 5.Seconds() }, ProviderEndpoint.Discovery);
        var slow = _host.GetAsync("/idp/.well-known/openid-configuration");
        while (_clock.WaitingTimers == 0)
        {
            await Task.Yield();
        }

        Assert.False(slow.IsCompleted);
        _clock.Advance(5.Seconds());
        using var late = await slow;

        Assert.Equal(HttpStatusCode.BadGateway, failed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        Assert.False(hanging.IsCompleted);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        Provider.EndOutages();
        using var good = await _host.GetAsync("/idp/jwks");
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("html")]
    [InlineData("huge")]
    [InlineData("empty")]
    public async Task A_spoilt_key_set_is_none(string how)
    {
        await _host.TurnAsync("/idp/knobs", new { spoilt = new { jwks = how } });

        var body = await _host.Client.GetByteArrayAsync("/idp/jwks");

        Assert.False(VerificationKeySet.TryParse(body, out _, out _));
    }

    [Fact]
    public async Task A_key_set_of_the_wrong_type_is_right_otherwise()
    {
        await _host.TurnAsync("/idp/knobs", new { spoilt = new { jwks = "wrong-content-type" } });

        using var answer = await _host.GetAsync("/idp/jwks");

        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(VerificationKeySet.TryParse(await answer.Content.ReadAsByteArrayAsync(), out _, out _));
    }

    [Fact]
    public async Task Tokens_are_broken_as_the_knobs_say()
    {
        Provider.Knobs = new ProviderKnobs
        {
            MetadataIssuer = "https://x.example",
            OpaqueTokens = true,
            CodesUsed = true,
        };
        var tokens = await _host.SignInAsync();

        Assert.Equal(
            "https://x.example",
            (string?)(await _host.GetJsonAsync("/idp/.well-known/openid-configuration"))["issuer"]
        );
        Assert.DoesNotContain('.', (string)tokens["access_token"]!);

        Provider.Change(knobs => knobs with { IntrospectInactive = true });
        var introspected = await _host.PostForAsync(
            "/idp/introspect",
            ("client_id", "lab-confidential"),
            ("client_secret", "lab-secret"),
            ("token", (string)tokens["access_token"]!)
        );
        Assert.False((bool)introspected["active"]!);
    }

    [Fact]
    public async Task The_date_of_answers_is_the_provider_s()
    {
        Provider.Knobs = new ProviderKnobs { ClockSkew = 1.Hours() };

        using var answer = await _host.GetAsync("/idp/jwks");

        Assert.Equal(_clock.GetUtcNow() + 1.Hours(), answer.Headers.Date);
    }

    [Fact]
    public async Task A_token_is_minted_over_HTTP()
    {
        var token = await _host.Client.GetStringAsync(
            "/idp/mint?age=10m&claim.acr=gold&claim.n=1&header.typ=JWT&kind=access"
        );
        using var wrong = await _host.GetAsync("/idp/mint?aeg=10m");
        using var bad = await _host.GetAsync("/idp/mint?age=old");

        Assert.Equal("gold", Judge.Claims(token).Acr);
        Assert.Equal("JWT", Judge.Type(token));
        Assert.Equal((_clock.GetUtcNow() - 10.Minutes()).ToUnixTimeSeconds(), Judge.Claims(token).IssuedAt);
        Assert.Contains("Did you mean `age`?", (await ProviderHost.ErrorOf(wrong)).Description);
        Assert.Equal(400, (await ProviderHost.ErrorOf(bad)).Status);
    }

    [Fact]
    public async Task Verbs_are_done_over_HTTP()
    {
        var token = Provider.Mint(new TokenOrder());
        using var get = await _host.GetAsync("/idp/rotate-keys");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
        using var rotated = await _host.PostAsync("/idp/rotate-keys");
        Assert.Equal(2, Judge.Keys(Provider).Keys.Count);
        using var dropped = await _host.PostAsync("/idp/drop-previous-keys");
        Assert.Equal("key unknown", Judge.Fault(Provider, token));
        using var revoked = await _host.PostAsync("/idp/revoke-all");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
    }

    [Fact]
    public async Task Requests_are_remembered()
    {
        await _host.SignInAsync();

        var request = Assert.Single(Provider.Requests);
        Assert.Equal(ProviderEndpoint.Token, request.Endpoint);
        Assert.Equal("alice", request.Parameters["username"]);
        Assert.Equal("/idp/token", request.Target);
        Assert.Equal("token", (string?)(await _host.GetJsonAsync("/idp/requests"))[0]!["endpoint"]);
    }

    [Fact]
    public async Task Scripts_of_other_origins_may_ask_for_tokens()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/idp/token");
        using var allowed = await _host.Client.SendAsync(preflight);
        using var answer = await _host.PostAsync("/idp/token");
        using var introspect = await _host.PostAsync("/idp/introspect");

        Assert.Equal(HttpStatusCode.NoContent, allowed.StatusCode);
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(introspect.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData(TokenAlgorithm.Es256)]
    [InlineData(TokenAlgorithm.Rs256)]
    public async Task Gatehouse_itself_finds_the_keys_by_discovery(TokenAlgorithm algorithm)
    {
        Provider.Knobs = new ProviderKnobs { Algorithm = algorithm };
        var token = Provider.Mint(new TokenOrder());
        await using var provider = JwtProvider.Start(
            new JwtProviderOptions
            {
                Name = "lab",
                Issuer = Provider.Issuer,
                Discover = true,
            },
            TimeProvider.System
        );
        await provider.FirstAttempt;

        Assert.True(CompactJws.TryParse(token, out var jws, out _));
        var found = await provider.FindKeysAsync(jws.KeyId, jws.Algorithm, TestContext.Current.CancellationToken);

        Assert.Equal(ProviderState.Known, provider.Health.State);
        Assert.Contains(found.Candidates, key => key.Verify(jws));
    }
}
