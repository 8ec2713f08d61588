using Gatehouse.Decisions.Tokens;
using static Gatehouse.EndToEnd.Tokens.TokenGateway;

namespace Gatehouse.EndToEnd.Tokens;

public sealed class RefreshTokenTests
{
    [Fact]
    public async Task Each_refresh_gives_another_pair_and_goes_on_with_the_last()
    {
        await using var gateway = await StartAsync();
        var pair = await gateway.PairAsync();
        for (var round = 0; round < 3; round++)
        {
            gateway.Time.Advance(TimeSpan.FromMinutes(9));
            using var answer = await gateway.TokenAsync(Refresh(pair.Refresh!));
            var next = await Pair.ReadAsync(answer);
            Assert.NotEqual(pair.Refresh, next.Refresh);
            Assert.Equal("ok", await gateway.GetAsync("/orders/1", next.Access));
            pair = next;
        }
    }

    [Fact]
    public async Task A_hundred_refreshes_at_once_are_one_rotation_and_nobody_is_signed_out()
    {
        await using var gateway = await StartAsync();
        var second = await gateway.StartProcessAsync();
        var pair = await gateway.PairAsync();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 100)
                .Select(async number =>
                {
                    using var request = new HttpRequestMessage(
                        HttpMethod.Post,
                        new Uri(number % 2 == 0 ? gateway.Address : second, "/_gatehouse/token")
                    )
                    {
                        Content = new FormUrlEncodedContent(Refresh(pair.Refresh!)),
                    };
                    using var answer = await gateway.Http.SendAsync(request);
                    return await Pair.ReadAsync(answer);
                })
        );
        Assert.Single(answers.Distinct());
        Assert.Equal("ok", await gateway.GetAsync("/orders/1", answers[0].Access));
        using var next = await gateway.TokenAsync(Refresh(answers[0].Refresh!));
        Assert.True(next.IsSuccessStatusCode);
    }

    [Fact]
    public async Task An_answer_that_got_lost_can_be_had_again_for_ten_seconds()
    {
        await using var gateway = await StartAsync();
        var pair = await gateway.PairAsync();
        using var lost = await gateway.TokenAsync(Refresh(pair.Refresh!));
        var first = await Pair.ReadAsync(lost);
        gateway.Time.Advance(TimeSpan.FromSeconds(9.9));
        using var again = await gateway.TokenAsync(Refresh(pair.Refresh!));
        Assert.Equal(first, await Pair.ReadAsync(again));
    }

    [Fact]
    public async Task A_refresh_token_that_comes_again_later_ends_the_whole_family()
    {
        await using var gateway = await StartAsync();
        var pair = await gateway.PairAsync();
        using var rotated = await gateway.TokenAsync(Refresh(pair.Refresh!));
        var thief = await Pair.ReadAsync(rotated);
        Assert.Equal("ok", await gateway.GetAsync("/orders/1", thief.Access));
        gateway.Time.Advance(TimeSpan.FromSeconds(10));
        using var answer = await gateway.TokenAsync(Refresh(pair.Refresh!));
        var refused = await RefusedToken.ReadAsync(answer);
        Assert.Equal((400, "invalid_grant", "token.refresh-reused"), (refused.Status, refused.Error, refused.Cause));
        Assert.Equal("token.revoked", await gateway.GetAsync("/orders/1", thief.Access));
        using var after = await gateway.TokenAsync(Refresh(thief.Refresh!));
        Assert.Equal("grant.invalid", (await RefusedToken.ReadAsync(after)).Cause);
        var grants = await gateway.Store.ListGrantsAsync("alice", CancellationToken.None);
        Assert.Empty(grants);
    }

    [Fact]
    public async Task A_refresh_token_is_its_own_programs_alone()
    {
        await using var gateway = await StartAsync();
        var pair = await gateway.PairAsync();
        var form = Refresh(pair.Refresh!);
        form["client_id"] = "other";
        using var answer = await gateway.TokenAsync(form);
        var refused = await RefusedToken.ReadAsync(answer);
        Assert.Equal("invalid_grant", refused.Error);
        Assert.Contains("another client", refused.Description, StringComparison.Ordinal);

        // The thief's attempt costs the owner nothing.
        using var owner = await gateway.TokenAsync(Refresh(pair.Refresh!));
        Assert.True(owner.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_refresh_token_that_is_cut_short_or_mistyped_is_refused_and_harms_nobody()
    {
        await using var gateway = await StartAsync();
        var pair = await gateway.PairAsync();
        for (var length = 0; length < pair.Refresh!.Length; length += 5)
        {
            using var answer = await gateway.TokenAsync(Refresh(pair.Refresh[..length]));
            Assert.Equal(400, (await RefusedToken.ReadAsync(answer)).Status);
        }

        using var unknown = await gateway.TokenAsync(Refresh(GrantText.CreateRefreshToken()));
        Assert.Equal("grant.invalid", (await RefusedToken.ReadAsync(unknown)).Cause);
        using var good = await gateway.TokenAsync(Refresh(pair.Refresh));
        Assert.True(good.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_refresh_narrows_scopes_for_one_token_and_never_widens_them()
    {
        await using var gateway = await StartAsync();
        var pair = await gateway.PairAsync(request => request["scope"] = "orders:read orders:write");
        var form = Refresh(pair.Refresh!);
        form["scope"] = "orders:write";
        using var narrowed = await gateway.TokenAsync(form);
        var narrow = await Pair.ReadAsync(narrowed);
        Assert.Equal("orders:write", narrow.Scope);
        Assert.Equal("token.scope-insufficient", await gateway.GetAsync("/orders/1", narrow.Access));
        using var whole = await gateway.TokenAsync(Refresh(narrow.Refresh!));
        var pairAgain = await Pair.ReadAsync(whole);
        Assert.Equal("orders:read orders:write", pairAgain.Scope);
        form = Refresh(pairAgain.Refresh!);
        form["scope"] = "orders:read admin";
        using var wide = await gateway.TokenAsync(form);
        Assert.Equal("invalid_scope", (await RefusedToken.ReadAsync(wide)).Error);

        // What was refused before it was used is not used up.
        using var good = await gateway.TokenAsync(Refresh(pairAgain.Refresh!));
        Assert.True(good.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_family_ends_when_it_is_not_used_and_in_the_end_however_often_it_is()
    {
        await using var gateway = await StartAsync("tokens: { refresh: 20m, absolute: 1h }");
        var unused = await gateway.PairAsync();
        var used = await gateway.PairAsync();
        gateway.Time.Advance(TimeSpan.FromMinutes(19));
        using (var answer = await gateway.TokenAsync(Refresh(used.Refresh!)))
        {
            used = await Pair.ReadAsync(answer);
        }

        gateway.Time.Advance(TimeSpan.FromMinutes(19));
        using var old = await gateway.TokenAsync(Refresh(unused.Refresh!));
        Assert.Contains("too old", (await RefusedToken.ReadAsync(old)).Description, StringComparison.Ordinal);
        using var last = await gateway.TokenAsync(Refresh(used.Refresh!));
        used = await Pair.ReadAsync(last);
        gateway.Time.Advance(TimeSpan.FromMinutes(19));
        using var more = await gateway.TokenAsync(Refresh(used.Refresh!));
        used = await Pair.ReadAsync(more);
        gateway.Time.Advance(TimeSpan.FromMinutes(3));
        using var over = await gateway.TokenAsync(Refresh(used.Refresh!));
        Assert.Equal("grant.invalid", (await RefusedToken.ReadAsync(over)).Cause);
    }

    [Fact]
    public async Task Nothing_that_the_store_keeps_opens_anything()
    {
        await using var gateway = await StartAsync();
        var pair = await gateway.PairAsync();
        using var answer = await gateway.TokenAsync(Refresh(pair.Refresh!));
        var next = await Pair.ReadAsync(answer);
        var octets = gateway.StoredOctets();
        foreach (var secret in (string[])[pair.Refresh!, next.Refresh!, next.Access.Split('.')[2]])
        {
            Assert.False(octets.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(secret)) >= 0, secret[..4]);
        }
    }
}
