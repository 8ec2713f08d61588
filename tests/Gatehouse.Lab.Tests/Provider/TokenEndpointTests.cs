using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Gatehouse.Lab.Provider;
using Gatehouse.TestKit;
using Microsoft.AspNetCore.WebUtilities;

namespace Gatehouse.Lab.Tests.Provider;

public sealed class TokenEndpointTests : IAsyncLifetime
{
    private const string Verifier = "a-verifier-of-at-least-forty-three-characters-0";

    private readonly ManualTimeProvider _clock = new();
    private ProviderHost _host = null!;

    private LabProvider Provider => _host.Provider;

    public async ValueTask InitializeAsync() => _host = await ProviderHost.StartAsync(_clock);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_code_becomes_tokens_that_verify()
    {
        var code = (await AuthorizeAsync(("nonce", "n-1"), ("acr_values", "gold"), ("scope", "openid email")))["code"];

        var tokens = await RedeemAsync(code);

        Assert.Equal("Bearer", (string?)tokens["token_type"]);
        Assert.Equal(600, (int)tokens["expires_in"]!);
        Assert.Null(Judge.Fault(Provider, (string)tokens["access_token"]!));
        var id = Judge.Claims((string)tokens["id_token"]!);
        Assert.Null(Judge.Fault(Provider, (string)tokens["id_token"]!));
        Assert.Equal("n-1", id.Nonce);
        Assert.Equal("gold", id.Acr);
        Assert.Equal("alice@lab.example", id.Email);
        Assert.Equal(["lab"], id.Audiences);
        Assert.Equal(_clock.GetUtcNow().ToUnixTimeSeconds(), id.AuthTime);
        Assert.Equal(
            Base64Url.EncodeToString(
                SHA256.HashData(Encoding.ASCII.GetBytes((string)tokens["access_token"]!)).AsSpan(0, 16)
            ),
            id.AtHash
        );
    }

    [Fact]
    public async Task The_answer_to_a_sign_in_carries_state_and_issuer()
    {
        var answer = await AuthorizeAsync(("state", "s-1"));

        Assert.Equal("s-1", answer["state"]);
        Assert.Equal(Provider.Issuer, answer["iss"]);
    }

    [Fact]
    public async Task A_code_that_comes_twice_ends_the_tokens_of_the_first_time()
    {
        var code = (await AuthorizeAsync())["code"];
        var tokens = await RedeemAsync(code);

        var refused = await RedeemForErrorAsync(code);

        Assert.Equal((400, "invalid_grant", "The code was used already."), refused);
        Assert.False(await IsActiveAsync((string)tokens["access_token"]!));
    }

    [Fact]
    public async Task A_code_that_waited_too_long_is_refused()
    {
        var code = (await AuthorizeAsync())["code"];
        _clock.Advance(1.Minutes());

        Assert.Equal((400, "invalid_grant", "The code is too old."), await RedeemForErrorAsync(code));
    }

    [Theory]
    [InlineData("code_verifier", "another", "code_verifier does not fit the code_challenge.")]
    [InlineData("code_verifier", "", "code_verifier is missing.")]
    [InlineData(
        "redirect_uri",
        "http://127.0.0.1:9/other",
        "redirect_uri is not the one that the code was asked for with."
    )]
    [InlineData("code", "code_unknown", "The code is unknown here.")]
    public async Task A_code_is_redeemed_as_it_was_asked_for(string name, string value, string description)
    {
        var code = (await AuthorizeAsync())["code"];

        Assert.Equal((400, "invalid_grant", description), await RedeemForErrorAsync(code, (name, value)));
    }

    [Fact]
    public async Task A_code_of_another_client_is_refused()
    {
        var code = (await AuthorizeAsync())["code"];

        var refused = await RedeemForErrorAsync(
            code,
            ("client_id", "lab-confidential"),
            ("client_secret", "lab-secret")
        );

        Assert.Equal((400, "invalid_grant", "The code was given to another client."), refused);
    }

    [Fact]
    public async Task A_refresh_token_is_replaced_and_its_second_use_ends_the_family()
    {
        var first = await _host.SignInAsync();
        var second = await RefreshAsync((string)first["refresh_token"]!);
        Assert.NotEqual((string)first["refresh_token"]!, (string)second["refresh_token"]!);

        var reused = await RefreshForErrorAsync((string)first["refresh_token"]!);

        Assert.Equal("invalid_grant", reused.Error);
        Assert.Contains("used before", reused.Description);
        Assert.Contains("revoked", (await RefreshForErrorAsync((string)second["refresh_token"]!)).Description);
        Assert.False(await IsActiveAsync((string)second["access_token"]!));
    }

    [Fact]
    public async Task Within_the_grace_a_replaced_refresh_token_is_taken_again()
    {
        Provider.Knobs = new ProviderKnobs { RefreshGrace = 10.Seconds() };
        var first = (string)(await _host.SignInAsync())["refresh_token"]!;
        await RefreshAsync(first);
        _clock.Advance(9.Seconds());
        await RefreshAsync(first);
        _clock.Advance(1.Seconds());

        Assert.Contains("used before", (await RefreshForErrorAsync(first)).Description);
    }

    [Fact]
    public async Task Without_rotation_the_refresh_token_stays()
    {
        Provider.Knobs = new ProviderKnobs { RotateRefreshTokens = false };
        var first = (string)(await _host.SignInAsync())["refresh_token"]!;

        Assert.Equal(first, (string)(await RefreshAsync(first))["refresh_token"]!);
        Assert.Equal(first, (string)(await RefreshAsync(first))["refresh_token"]!);
    }

    [Fact]
    public async Task Without_detection_a_reused_refresh_token_ends_nothing_else()
    {
        Provider.Knobs = new ProviderKnobs { DetectRefreshReuse = false };
        var first = (string)(await _host.SignInAsync())["refresh_token"]!;
        var second = await RefreshAsync(first);

        Assert.Equal("The refresh token was replaced by another.", (await RefreshForErrorAsync(first)).Description);
        await RefreshAsync((string)second["refresh_token"]!);
    }

    [Fact]
    public async Task A_refresh_token_ends_and_never_gives_more_than_was_granted()
    {
        var refresh = (string)(await _host.SignInAsync())["refresh_token"]!;

        var more = await _host.PostForErrorAsync(
            "/idp/token",
            ("grant_type", "refresh_token"),
            ("client_id", "lab"),
            ("refresh_token", refresh),
            ("scope", "openid admin")
        );
        _clock.Advance(1.Hours());

        Assert.Equal("invalid_scope", more.Error);
        Assert.Equal("The refresh token is too old.", (await RefreshForErrorAsync(refresh)).Description);
    }

    [Fact]
    public async Task A_minted_refresh_token_is_good()
    {
        var tokens = await RefreshAsync(Provider.Mint(new TokenOrder { Kind = TokenKind.Refresh, Subject = "bob" }));

        Assert.Equal("bob", Judge.Claims((string)tokens["access_token"]!).Subject);
    }

    [Fact]
    public async Task A_client_acts_for_itself_with_its_secret_in_the_form_or_by_Basic()
    {
        var byForm = await _host.PostForAsync(
            "/idp/token",
            ("grant_type", "client_credentials"),
            ("client_id", "lab-confidential"),
            ("client_secret", "lab-secret"),
            ("scope", "orders:read"),
            ("audience", "orders")
        );
        using var request = BasicRequest("lab-confidential:lab-secret", ("grant_type", "client_credentials"));
        using var byBasic = await _host.Client.SendAsync(request);

        var claims = Judge.Claims((string)byForm["access_token"]!);
        Assert.Equal("lab-confidential", claims.Subject);
        Assert.Equal(["orders"], claims.Audiences);
        Assert.Null(byForm["refresh_token"]);
        Assert.Null(byForm["id_token"]);
        Assert.Equal(HttpStatusCode.OK, byBasic.StatusCode);
        Assert.True(byBasic.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task A_wrong_secret_is_invalid_client_with_a_challenge_where_Basic_was_tried()
    {
        using var request = BasicRequest("lab-confidential:wrong", ("grant_type", "client_credentials"));
        using var byBasic = await _host.Client.SendAsync(request);
        using var byForm = await _host.PostAsync(
            "/idp/token",
            ("grant_type", "client_credentials"),
            ("client_id", "lab-confidential"),
            ("client_secret", "wrong")
        );

        Assert.Equal((401, "invalid_client", "The secret is not the client's."), await ProviderHost.ErrorOf(byBasic));
        Assert.Equal("Basic", Assert.Single(byBasic.Headers.WwwAuthenticate).Scheme);
        Assert.Equal((401, "invalid_client", "The secret is not the client's."), await ProviderHost.ErrorOf(byForm));
        Assert.Empty(byForm.Headers.WwwAuthenticate);
    }

    [Theory]
    [InlineData("grant_type=client_credentials&client_id=lab", 400, "unauthorized_client")]
    [InlineData("grant_type=client_credentials&client_id=nobody", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id=lab&client_secret=x", 401, "invalid_client")]
    [InlineData("client_id=lab", 400, "invalid_request")]
    [InlineData("grant_type=refresh&client_id=lab", 400, "unsupported_grant_type")]
    [InlineData("grant_type=refresh_token&client_id=lab", 400, "invalid_request")]
    [InlineData("grant_type=authorization_code&client_id=lab", 400, "invalid_request")]
    [InlineData("grant_type=password&client_id=lab", 400, "invalid_request")]
    [InlineData("grant_type=password&client_id=lab&username=alice&password=wrong", 400, "invalid_grant")]
    [InlineData("grant_type=password&client_id=lab&username=nobody&password=open-sesame", 400, "invalid_grant")]
    [InlineData("grant_type=password&client_id=lab&username=locked&password=open-sesame", 400, "invalid_grant")]
    [InlineData("grant_type=password&client_id=lab&username=disabled&password=open-sesame", 400, "invalid_grant")]
    [InlineData("grant_type=password&client_id=lab&username=expired&password=open-sesame", 400, "invalid_grant")]
    [InlineData("grant_type=password&grant_type=password&client_id=lab", 400, "invalid_request")]
    [InlineData("grant_type=urn:ietf:params:oauth:grant-type:device_code&client_id=lab", 400, "invalid_request")]
    [InlineData(
        "grant_type=urn:ietf:params:oauth:grant-type:device_code&client_id=lab&device_code=x",
        400,
        "invalid_grant"
    )]
    [InlineData("grant_type=urn:ietf:params:oauth:grant-type:token-exchange&client_id=lab", 400, "invalid_request")]
    [InlineData("", 401, "invalid_client")]
    [InlineData("%ff=%&&&=", 401, "invalid_client")]
    public async Task Bad_requests_are_refused_as_RFC_6749_says(string form, int status, string error)
    {
        using var content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await _host.Client.PostAsync("/idp/token", content);

        var refused = await ProviderHost.ErrorOf(answer);
        Assert.Equal((status, error), (refused.Status, refused.Error));
    }

    [Fact]
    public async Task Another_method_another_type_and_too_long_a_body_are_refused()
    {
        using var get = await _host.GetAsync("/idp/token?grant_type=password");
        using var json = await _host.Client.PostAsync("/idp/token", new StringContent("{}"));
        using var huge = await _host.PostAsync("/idp/token", ("x", new string('x', 70_000)));

        Assert.Equal(405, (await ProviderHost.ErrorOf(get)).Status);
        Assert.Equal("POST", get.Content.Headers.Allow.Single());
        Assert.Contains("x-www-form-urlencoded", (await ProviderHost.ErrorOf(json)).Description);
        Assert.Contains("64 KiB", (await ProviderHost.ErrorOf(huge)).Description);
    }

    [Fact]
    public async Task A_device_waits_is_slowed_down_and_gets_its_tokens_once()
    {
        var device = await DeviceAsync();
        var code = (string)device["device_code"]!;
        Assert.Equal("authorization_pending", (await AskForDeviceAsync(code)).Error);
        Assert.Equal("slow_down", (await AskForDeviceAsync(code)).Error);
        _clock.Advance(1.Seconds());
        Assert.Equal("authorization_pending", (await AskForDeviceAsync(code)).Error);

        using var page = await _host.GetAsync((string)device["verification_uri_complete"]!);
        Assert.Contains("Alice Adams", await page.Content.ReadAsStringAsync());
        using var approved = await _host.GetAsync((string)device["verification_uri_complete"]! + "&lab_account=alice");
        Assert.Equal(HttpStatusCode.OK, approved.StatusCode);

        var tokens = await _host.PostForAsync("/idp/token", DeviceForm(code));
        Assert.Equal("alice", Judge.Claims((string)tokens["id_token"]!).Subject);
        Assert.Equal("invalid_grant", (await AskForDeviceAsync(code)).Error);
    }

    [Theory]
    [InlineData("answer=deny", "access_denied")]
    [InlineData("lab_account=locked", "authorization_pending")]
    [InlineData("lab_account=nobody", "authorization_pending")]
    public async Task A_device_that_nobody_approves_gets_nothing(string answer, string error)
    {
        var device = await DeviceAsync();
        using var page = await _host.GetAsync((string)device["verification_uri_complete"]! + "&" + answer);

        Assert.Equal(error, (await AskForDeviceAsync((string)device["device_code"]!)).Error);
    }

    [Fact]
    public async Task A_device_that_waited_too_long_is_told_so()
    {
        var device = await DeviceAsync();
        _clock.Advance(10.Minutes());

        Assert.Equal("expired_token", (await AskForDeviceAsync((string)device["device_code"]!)).Error);
    }

    [Fact]
    public async Task A_token_is_exchanged_for_one_of_another_audience()
    {
        var subject = (string)(await _host.SignInAsync())["access_token"]!;

        var issued = await _host.PostForAsync("/idp/token", ExchangeForm(subject));

        Assert.Equal(["orders"], Judge.Claims((string)issued["access_token"]!).Audiences);
        Assert.Equal("alice", Judge.Claims((string)issued["access_token"]!).Subject);
        Assert.Equal("urn:ietf:params:oauth:token-type:access_token", (string?)issued["issued_token_type"]);
        Provider.Revoke(subject);
        Assert.Equal("invalid_request", (await _host.PostForErrorAsync("/idp/token", ExchangeForm(subject))).Error);
    }

    [Fact]
    public async Task Introspection_tells_of_active_tokens_alone()
    {
        var token = (string)(await _host.SignInAsync())["access_token"]!;

        var good = await IntrospectAsync(token);
        Assert.True((bool)good["active"]!);
        Assert.Equal("alice", (string?)good["sub"]);
        Assert.Equal("lab-api", (string?)good["aud"]);
        Assert.Equal("lab", (string?)good["client_id"]);
        Assert.Equal("{\"active\":false}", (await IntrospectAsync("unknown")).ToJsonString());
        Assert.False(await IsActiveAsync(Provider.Mint(new TokenOrder { Tamper = TokenTamper.Signature })));
        Assert.False(await IsActiveAsync(Provider.Mint(new TokenOrder { NotBefore = 1.Minutes() })));
        _clock.Advance(10.Minutes());
        Assert.False(await IsActiveAsync(token));
    }

    [Fact]
    public async Task Introspection_is_for_clients_with_a_secret()
    {
        Assert.Equal(
            (401, "invalid_client"),
            await _host.PostForErrorAsync("/idp/introspect", ("client_id", "lab"), ("token", "x")) is var refused
                ? (refused.Status, refused.Error)
                : default
        );
        using var get = await _host.GetAsync("/idp/introspect");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
    }

    [Fact]
    public async Task A_revoked_token_is_inactive_and_a_revoked_refresh_token_takes_its_sign_in_with_it()
    {
        var tokens = await _host.SignInAsync();
        var other = await _host.SignInAsync();
        using var first = await RevokeAsync((string)tokens["refresh_token"]!);
        using var second = await RevokeAsync((string)other["access_token"]!);
        using var unknown = await RevokeAsync("unknown");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, unknown.StatusCode);
        Assert.False(await IsActiveAsync((string)tokens["access_token"]!));
        Assert.False(await IsActiveAsync((string)other["access_token"]!));
        await RefreshAsync((string)other["refresh_token"]!);
        Provider.RevokeAll();
        Assert.Contains("revoked", (await RefreshForErrorAsync((string)other["refresh_token"]!)).Description);
    }

    [Fact]
    public async Task Userinfo_tells_what_the_scopes_allow()
    {
        using var answer = await UserinfoAsync((string)(await _host.SignInAsync())["access_token"]!);

        var claims = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal("alice", (string?)claims["sub"]);
        Assert.Equal("Alice Adams", (string?)claims["name"]);
        Assert.Equal("alice@lab.example", (string?)claims["email"]);
    }

    [Fact]
    public async Task Userinfo_refuses_as_RFC_6750_says()
    {
        using var without = await _host.GetAsync("/idp/userinfo");
        using var unknown = await UserinfoAsync("unknown");
        using var scopeless = await UserinfoAsync(Provider.Mint(new TokenOrder { Scope = "orders" }));
        using var basic = new HttpRequestMessage(HttpMethod.Get, "/idp/userinfo");
        basic.Headers.Authorization = new AuthenticationHeaderValue("Basic", "eDp4");
        using var other = await _host.Client.SendAsync(basic);

        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.DoesNotContain("error", Assert.Single(without.Headers.WwwAuthenticate).Parameter);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        Assert.Contains("error=\"invalid_token\"", Assert.Single(unknown.Headers.WwwAuthenticate).Parameter);
        Assert.Equal(HttpStatusCode.Forbidden, scopeless.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
    }

    private async Task<Dictionary<string, string>> AuthorizeAsync(params (string Name, string Value)[] more)
    {
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = "lab",
            ["response_type"] = "code",
            ["redirect_uri"] = ProviderHost.Redirect,
            ["scope"] = "openid",
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
            ["lab_account"] = "alice",
        };
        foreach (var (name, value) in more)
        {
            parameters[name] = value;
        }

        using var answer = await _host.GetAsync(QueryHelpers.AddQueryString("/idp/authorize", parameters));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return QueryHelpers
            .ParseQuery(answer.Headers.Location!.Query)
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
    }

    private static (string, string)[] CodeForm(string code, (string Name, string Value)[] changes)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = "lab",
            ["code"] = code,
            ["redirect_uri"] = ProviderHost.Redirect,
            ["code_verifier"] = Verifier,
        };
        foreach (var (name, value) in changes)
        {
            form[name] = value;
        }

        return [.. form.Select(pair => (pair.Key, pair.Value))];
    }

    private Task<JsonNode> RedeemAsync(string code) => _host.PostForAsync("/idp/token", CodeForm(code, []));

    private Task<(int Status, string Error, string Description)> RedeemForErrorAsync(
        string code,
        params (string, string)[] changes
    ) => _host.PostForErrorAsync("/idp/token", CodeForm(code, changes));

    private static (string, string)[] RefreshForm(string token) =>
        [("grant_type", "refresh_token"), ("client_id", "lab"), ("refresh_token", token)];

    private Task<JsonNode> RefreshAsync(string token) => _host.PostForAsync("/idp/token", RefreshForm(token));

    private Task<(int Status, string Error, string Description)> RefreshForErrorAsync(string token) =>
        _host.PostForErrorAsync("/idp/token", RefreshForm(token));

    private Task<JsonNode> DeviceAsync() => _host.PostForAsync("/idp/device_authorization", ("client_id", "lab"));

    private static (string, string)[] DeviceForm(string code) =>
        [("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("client_id", "lab"), ("device_code", code)];

    private Task<(int Status, string Error, string Description)> AskForDeviceAsync(string code) =>
        _host.PostForErrorAsync("/idp/token", DeviceForm(code));

    private static (string, string)[] ExchangeForm(string subject) =>
        [
            ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
            ("client_id", "lab-confidential"),
            ("client_secret", "lab-secret"),
            ("subject_token", subject),
            ("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"),
            ("audience", "orders"),
        ];

    private Task<JsonNode> IntrospectAsync(string token) =>
        _host.PostForAsync(
            "/idp/introspect",
            ("client_id", "lab-confidential"),
            ("client_secret", "lab-secret"),
            ("token", token)
        );

    private async Task<bool> IsActiveAsync(string token) => (bool)(await IntrospectAsync(token))["active"]!;

    private Task<HttpResponseMessage> RevokeAsync(string token) =>
        _host.PostAsync("/idp/revoke", ("client_id", "lab"), ("token", token));

    private async Task<HttpResponseMessage> UserinfoAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/idp/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _host.Client.SendAsync(request);
    }

    private static HttpRequestMessage BasicRequest(string pair, params (string Name, string Value)[] form) =>
        new(HttpMethod.Post, "/idp/token")
        {
            Headers =
            {
                Authorization = new AuthenticationHeaderValue(
                    "Basic",
                    Convert.ToBase64String(Encoding.ASCII.GetBytes(pair))
                ),
            },
            Content = new FormUrlEncodedContent(form.Select(entry => KeyValuePair.Create(entry.Name, entry.Value))),
        };
}
