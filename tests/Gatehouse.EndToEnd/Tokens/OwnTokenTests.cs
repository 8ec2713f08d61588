using System.Net.Http.Headers;
using System.Text;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Protocol.Jose;
using static Gatehouse.EndToEnd.Tokens.TokenGateway;

namespace Gatehouse.EndToEnd.Tokens;

public sealed class OwnTokenTests
{
    [Fact]
    public async Task A_program_gets_tokens_for_a_person_and_gets_in_with_them()
    {
        await using var gateway = await StartAsync();
        var pair = await gateway.PairAsync();
        Assert.Equal("ok", await gateway.GetAsync("/orders/1", pair.Access));
        Assert.Equal(600, pair.ExpiresIn);
        Assert.Equal("orders:read", pair.Scope);
        var claims = pair.Claims;
        Assert.Equal(Site, claims["iss"]!.GetValue<string>());
        Assert.Equal(Site, claims["aud"]!.GetValue<string>());
        Assert.Equal("alice", claims["sub"]!.GetValue<string>());
        Assert.Equal("phone", claims["client_id"]!.GetValue<string>());
        Assert.Equal(gateway.Time.GetUtcNow().ToUnixTimeSeconds(), claims["auth_time"]!.GetValue<long>());
        Assert.NotNull(claims["jti"]);
    }

    [Fact]
    public async Task A_token_may_do_what_it_says_and_its_person_may_do_besides()
    {
        await using var gateway = await StartAsync();
        var pair = await gateway.PairAsync(request => request["scope"] = "orders:read orders:write");
        Assert.Equal("ok", await gateway.GetAsync("/orders/1", pair.Access));
        Assert.Equal("access.permission-denied", await gateway.GetAsync("/write/1", pair.Access));
        var narrow = await gateway.ForKeyAsync("orders:read");
        Assert.Equal("token.scope-insufficient", await gateway.GetAsync("/write/1", narrow.Access));
        Assert.Equal("ok", await gateway.GetAsync("/write/1", (await gateway.ForKeyAsync("")).Access));
    }

    [Fact]
    public async Task A_token_ends_after_ten_minutes()
    {
        await using var gateway = await StartAsync();
        var pair = await gateway.PairAsync();
        gateway.Time.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(31));
        Assert.Equal("token.expired", await gateway.GetAsync("/orders/1", pair.Access));
    }

    [Fact]
    public async Task A_token_is_good_for_the_resource_it_was_made_for_and_no_other()
    {
        await using var gateway = await StartAsync();
        var site = await gateway.PairAsync();
        var tools = await gateway.PairAsync(request => request["resource"] = Site + "/mcp");
        Assert.Equal("ok", await gateway.GetAsync("/mcp/x", tools.Access));
        Assert.Equal("token.audience-mismatch", await gateway.GetAsync("/orders/1", tools.Access));
        Assert.Equal("ok", await gateway.GetAsync("/orders/1", site.Access));
        Assert.Equal("token.audience-mismatch", await gateway.GetAsync("/mcp/x", site.Access));
    }

    [Fact]
    public async Task A_statement_for_an_upstream_is_no_token_although_the_same_key_signs_it()
    {
        await using var gateway = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Address, "/keys/x"));
        request.Headers.TryAddWithoutValidation("X-Api-Key", gateway.Key);
        using var answer = await gateway.Http.SendAsync(request);
        var echo = await Harness.UpstreamSite.Echo.ReadAsync(answer);
        var assertion = Assert.Single(echo.Values("Gatehouse-Assertion"));
        Assert.Equal("token.type-wrong", await gateway.GetAsync("/orders/1", assertion));
    }

    [Fact]
    public async Task A_token_with_one_character_changed_is_refused_wherever_it_stands()
    {
        await using var gateway = await StartAsync();
        var pair = await gateway.PairAsync();
        for (var at = 0; at < pair.Access.Length; at += 7)
        {
            var other = pair.Access[at] == 'A' ? 'B' : 'A';
            var changed = pair.Access[..at] + other + pair.Access[(at + 1)..];
            Assert.NotEqual("ok", await gateway.GetAsync("/orders/1", changed));
        }
    }

    [Fact]
    public async Task A_person_who_is_locked_out_takes_the_programs_along_at_the_next_request_of_every_process()
    {
        await using var gateway = await StartAsync();
        var second = await gateway.StartProcessAsync();
        var pair = await gateway.PairAsync();
        Assert.Equal("ok", await gateway.GetAsync("/orders/1", pair.Access));
        Assert.Equal("ok", await gateway.GetAsync("/orders/1", pair.Access, second));
        Assert.True(await gateway.Store.SetLockedAsync("alice", locked: true, CancellationToken.None));
        Assert.Equal("token.revoked", await gateway.GetAsync("/orders/1", pair.Access));
        Assert.Equal("token.revoked", await gateway.GetAsync("/orders/1", pair.Access, second));
        Assert.True(await gateway.Store.SetLockedAsync("alice", locked: false, CancellationToken.None));
        Assert.Equal("token.revoked", await gateway.GetAsync("/orders/1", pair.Access));
        using var answer = await gateway.TokenAsync(Refresh(pair.Refresh!));
        Assert.Equal("invalid_grant", (await RefusedToken.ReadAsync(answer)).Error);
    }

    [Fact]
    public async Task A_key_that_is_revoked_takes_its_tokens_along()
    {
        await using var gateway = await StartAsync();
        var pair = await gateway.ForKeyAsync("");
        Assert.Null(pair.Refresh);
        Assert.Equal("robot", pair.Claims["sub"]!.GetValue<string>());
        Assert.Equal("ok", await gateway.GetAsync("/orders/1", pair.Access));
        Assert.True(await gateway.Store.RevokeKeyAsync(gateway.KeyId, CancellationToken.None));
        Assert.Equal("token.revoked", await gateway.GetAsync("/orders/1", pair.Access));
    }

    [Fact]
    public async Task Programs_act_for_themselves_by_secret_and_by_signature()
    {
        await using var gateway = await StartAsync();
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = "client_credentials" };
        using var bySecret = await gateway.TokenAsync(
            form,
            ("Authorization", Basic("reports", "a secret of 32 characters, or so"))
        );
        Assert.Equal("ok", await gateway.GetAsync("/orders/1", (await Pair.ReadAsync(bySecret)).Access));
        using var bySignature = await gateway.TokenAsync(Signed(form, gateway.Assertion()));
        Assert.Equal("ok", await gateway.GetAsync("/orders/1", (await Pair.ReadAsync(bySignature)).Access));
    }

    [Fact]
    public async Task An_assertion_is_good_once_for_us_and_for_a_short_time()
    {
        await using var gateway = await StartAsync();
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = "client_credentials" };
        var good = gateway.Assertion();
        using var first = await gateway.TokenAsync(Signed(form, good));
        Assert.True(first.IsSuccessStatusCode);
        var now = gateway.Time.GetUtcNow().ToUnixTimeSeconds();
        string[] bad =
        [
            good,
            gateway.Assertion(claims => claims["aud"] = "https://elsewhere.example"),
            gateway.Assertion(claims => claims["iss"] = "phone"),
            gateway.Assertion(claims => claims["sub"] = "phone"),
            gateway.Assertion(claims => claims["exp"] = now - 31),
            gateway.Assertion(claims => claims["exp"] = now + 7200),
            gateway.Assertion(claims => claims.Remove("exp")),
            gateway.Assertion(claims => claims.Remove("jti")),
            gateway.Assertion(claims => claims["nbf"] = now + 600),
            good[..^8] + "AAAAAAAA",
            "no.jwt.atall",
        ];
        foreach (var assertion in bad)
        {
            using var answer = await gateway.TokenAsync(Signed(form, assertion));
            Assert.Equal("invalid_client", (await RefusedToken.ReadAsync(answer)).Error);
        }
    }

    [Fact]
    public async Task Revocation_is_seen_at_the_next_request_on_every_process()
    {
        await using var gateway = await StartAsync();
        var second = await gateway.StartProcessAsync();
        var pair = await gateway.PairAsync();
        Assert.Equal("ok", await gateway.GetAsync("/orders/1", pair.Access, second));
        using var answer = await gateway.SendAsync(
            HttpMethod.Post,
            "/_gatehouse/revoke",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = pair.Access, ["client_id"] = "phone" }
        );
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("token.revoked", await gateway.GetAsync("/orders/1", pair.Access, second));

        // The refresh token is another one, and goes on.
        using var renewed = await gateway.TokenAsync(Refresh(pair.Refresh!));
        var next = await Pair.ReadAsync(renewed);
        Assert.Equal("ok", await gateway.GetAsync("/orders/1", next.Access, second));
        using var end = await gateway.SendAsync(
            HttpMethod.Post,
            "/_gatehouse/revoke",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["token"] = next.Refresh!,
                ["client_id"] = "phone",
            }
        );
        Assert.Equal(200, (int)end.StatusCode);
        Assert.Equal("token.revoked", await gateway.GetAsync("/orders/1", next.Access, second));
    }

    [Fact]
    public async Task A_program_revokes_its_own_tokens_alone_and_nobody_fills_the_list()
    {
        await using var gateway = await StartAsync();
        var pair = await gateway.PairAsync();
        foreach (var token in (string[])[pair.Access, pair.Refresh!])
        {
            using var answer = await gateway.SendAsync(
                HttpMethod.Post,
                "/_gatehouse/revoke",
                new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = token, ["client_id"] = "other" }
            );
            Assert.Equal("invalid_grant", (await RefusedToken.ReadAsync(answer)).Error);
        }

        using var stranger = SigningKey.CreateEs256();
        var foreign = stranger.Sign("at+jwt", Encoding.UTF8.GetBytes("""{"client_id":"phone","exp":99999999999}"""));
        using var ignored = await gateway.SendAsync(
            HttpMethod.Post,
            "/_gatehouse/revoke",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = foreign, ["client_id"] = "phone" }
        );
        Assert.Equal(200, (int)ignored.StatusCode);
        Assert.True(CompactJws.TryParse(foreign, out var jws, out _));
        Assert.Null(await gateway.Store.FindRevocationAsync(jws.SigningInputHash(), CancellationToken.None));
        Assert.Equal("ok", await gateway.GetAsync("/orders/1", pair.Access));
    }

    [Fact]
    public async Task The_account_page_lists_programs_and_ends_what_they_may_do()
    {
        await using var gateway = await StartAsync();
        var pair = await gateway.PairAsync();
        using var shown = await gateway.SendAsync(
            HttpMethod.Get,
            "/_gatehouse/account",
            body: null,
            ("Cookie", "gatehouse=" + gateway.Session)
        );
        var page = await shown.Content.ReadAsStringAsync();
        Assert.Contains("Orders for phones", page, StringComparison.Ordinal);
        var grant = Assert.Single(await gateway.Store.ListGrantsAsync("alice", CancellationToken.None));
        using var ended = await gateway.SendAsync(
            HttpMethod.Post,
            "/_gatehouse/account",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["csrf_token"] = Harness.SignInSite.HiddenField(page, "csrf_token"),
                ["grant"] = grant.Id,
                ["action"] = "end-program",
            },
            ("Cookie", "gatehouse=" + gateway.Session),
            ("Sec-Fetch-Site", "same-origin")
        );
        Assert.DoesNotContain("Orders for phones", await ended.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("token.revoked", await gateway.GetAsync("/orders/1", pair.Access));
        var kept = await gateway.Store.FindGrantAsync(grant.Id, CancellationToken.None);
        Assert.Equal(GrantEnd.EndedByPerson, kept!.EndedBy);
    }

    [Fact]
    public async Task A_role_goes_with_a_token_that_may_all_that_the_role_gives()
    {
        await using var gateway = await StartAsync();
        var reads = await gateway.PairAsync();
        var nothing = await gateway.PairAsync(request => request["scope"] = "orders:write");
        Assert.Equal("ok", await gateway.GetAsync("/clerks/x", reads.Access));
        Assert.Equal("access.role-missing", await gateway.GetAsync("/clerks/x", nothing.Access));
    }

    [Fact]
    public async Task A_secret_in_the_place_of_an_id_is_not_written_down()
    {
        await using var gateway = await StartAsync();
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = "client_credentials" };
        using var swapped = await gateway.TokenAsync(form, ("Authorization", Basic(gateway.Key, gateway.KeyId)));
        Assert.Equal(401, (await RefusedToken.ReadAsync(swapped)).Status);
        form["client_id"] = gateway.Key;
        using var alone = await gateway.TokenAsync(form);
        Assert.Equal(401, (await RefusedToken.ReadAsync(alone)).Status);
        await gateway.StopAsync();
        Assert.False(gateway.StoredOctets().AsSpan().IndexOf(Encoding.ASCII.GetBytes(gateway.Key)) >= 0);
    }

    [Fact]
    public async Task A_secret_that_is_not_form_encoded_is_taken_too()
    {
        await using var gateway = await StartAsync();
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = "client_credentials" };
        var plain = Convert.ToBase64String(Encoding.UTF8.GetBytes("plus:a+secret%of 32 characters, or so"));
        using var answer = await gateway.TokenAsync(form, ("Authorization", "Basic " + plain));
        Assert.Equal(200, (int)answer.StatusCode);
    }

    private static string Basic(string id, string secret) =>
        new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(id)}:{Uri.EscapeDataString(secret)}"))
        ).ToString();

    private static Dictionary<string, string> Signed(Dictionary<string, string> form, string assertion) =>
        new(form, StringComparer.Ordinal)
        {
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = assertion,
        };
}
