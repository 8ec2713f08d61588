using System.Net;
using System.Text;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Keys;
using Gatehouse.Decisions.Routes;

namespace Gatehouse.Decisions.Tests.Schemes;

public class KeySchemeTests
{
    [Fact]
    public async Task Key_is_judged_by_what_the_store_says_of_it()
    {
        var setup = new DecisionSetup { Routes = site => [site.Api("/**")] };
        var now = setup.Time.GetUtcNow();
        setup.Directory.Put("off", user => user with { Disabled = true });
        setup.Directory.Put("shut", user => user with { Locked = true });
        var good = setup.Directory.PutKey("alice");
        (string Key, string Cause)[] cases =
        [
            (good, "granted to alice"),
            (good[..^1] + (good[^1] == 'A' ? 'B' : 'A'), "key.unknown"),
            (good[..^1], "key.unknown"),
            (good.ToUpperInvariant(), "key.unknown"),
            (ApiKey.Create(), "key.unknown"),
            ("", "key.unknown"),
            (setup.Directory.PutKey("alice", key => key with { ExpiresAt = now }), "key.expired"),
            (setup.Directory.PutKey("alice", key => key with { ExpiresAt = now.AddSeconds(1) }), "granted to alice"),
            (setup.Directory.PutKey("alice", key => key with { RevokedAt = now }), "key.revoked"),
            (setup.Directory.PutKey("alice", key => key with { UserId = 99 }), "key.revoked"),
            (setup.Directory.PutKey("alice", key => key with { From = ["203.0.113.0/24"] }), "key.address-denied"),
            (setup.Directory.PutKey("alice", key => key with { From = ["198.51.100.0/24"] }), "granted to alice"),
            (setup.Directory.PutKey("off"), "user.disabled"),
            (setup.Directory.PutKey("shut"), "user.locked"),
        ];
        foreach (var (key, cause) in cases)
        {
            Assert.Equal(cause, await setup.CauseAsync("GET", "/x", ("Authorization", "Key " + key)));
            Assert.Equal(cause, await setup.CauseAsync("GET", "/x", ("X-Api-Key", key)));
        }
    }

    [Fact]
    public async Task Remembered_key_is_refused_from_elsewhere_and_past_its_end()
    {
        var setup = new DecisionSetup { Routes = site => [site.Api("/**")] };
        var end = setup.Time.GetUtcNow().AddSeconds(60);
        var key = setup.Directory.PutKey("alice", key => key with { From = ["198.51.100.0/24"], ExpiresAt = end });
        var way = ("X-Api-Key", key);
        Assert.Equal("granted to alice", await setup.CauseAsync("GET", "/x", way));
        setup.Client = IPAddress.Parse("192.0.2.1");
        Assert.Equal("key.address-denied", await setup.CauseAsync("GET", "/x", way));
        setup.Client = IPAddress.Parse("198.51.100.9");
        Assert.Equal("granted to alice", await setup.CauseAsync("GET", "/x", way));
        setup.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal("key.expired", await setup.CauseAsync("GET", "/x", way));
    }

    [Fact]
    public async Task Key_that_is_refused_for_its_address_counts_as_unused()
    {
        var setup = new DecisionSetup { Routes = site => [site.Api("/**")] };
        var key = setup.Directory.PutKey("alice", key => key with { From = ["203.0.113.0/24"] });
        await setup.CauseAsync("GET", "/x", ("X-Api-Key", key));
        Assert.Empty(setup.Directory.KeysUsed);
        await setup.CauseAsync("GET", "/x", ("X-Api-Key", setup.Directory.PutKey("alice")));
        Assert.Single(setup.Directory.KeysUsed);
    }

    [Fact]
    public async Task Key_may_do_what_both_it_and_its_user_may()
    {
        var setup = new DecisionSetup
        {
            Routes = site =>
                [
                    site.Api("/read") with
                    {
                        Require = new Requirement { Scopes = ["orders:read"] },
                    },
                    site.Api("/write") with
                    {
                        Require = new Requirement { Scopes = ["orders:write"] },
                    },
                ],
        };
        setup.Directory.Put("root", user => user with { Roles = ["admin"] });
        (string User, string[]? Scopes, bool Reads, bool Writes)[] cases =
        [
            ("alice", null, true, false),
            ("alice", ["orders:read", "orders:write"], true, false),
            ("alice", ["orders:write"], false, false),
            ("alice", [], false, false),
            ("root", null, true, true),
            ("root", ["orders:read"], true, false),
            ("root", ["orders:write", "else"], false, true),
        ];
        foreach (var (user, scopes, reads, writes) in cases)
        {
            var key = ("X-Api-Key", setup.Directory.PutKey(user, key => key with { Scopes = scopes }));
            Assert.Equal(
                reads ? "granted to " + user : "access.permission-denied",
                await setup.CauseAsync("GET", "/read", key)
            );
            Assert.Equal(
                writes ? "granted to " + user : "access.permission-denied",
                await setup.CauseAsync("GET", "/write", key)
            );
        }
    }

    [Fact]
    public async Task Key_is_found_where_the_route_takes_one_and_two_of_them_are_one_too_many()
    {
        var setup = new DecisionSetup
        {
            Routes = site => [site.Api("/**") with { Key = new KeyPlaces("X-Key", "k", "secret") }],
        };
        var key = setup.Directory.PutKey("alice");
        Assert.Equal("granted to alice", await setup.CauseAsync("GET", "/x", ("x-key", key)));
        Assert.Equal("granted to alice", await setup.CauseAsync("GET", "/x?a=1&k=" + key));
        Assert.Equal("granted to alice", await setup.CauseAsync("GET", "/x?%6b=" + key));
        Assert.Equal("credentials.missing", await setup.CauseAsync("GET", "/x", ("X-Api-Key", key)));

        setup.Body = new TextBody("application/json", $$"""{"secret":"{{key}}"}""");
        Assert.Equal("granted to alice", await setup.CauseAsync("POST", "/x"));
        (string Target, (string, string)[] Headers)[] twice =
        [
            ("/x", [("X-Key", key)]),
            ("/x?k=" + key, []),
            ("/x", [("Authorization", "Key " + key)]),
            ("/x", [("Authorization", DecisionSetup.BasicOf("alice", "right"))]),
        ];
        foreach (var (target, headers) in twice)
        {
            Assert.Equal("credentials.ambiguous", await setup.CauseAsync("POST", target, headers));
        }

        setup.Body = new TextBody("application/json", """{"secret":"\ud800"}""");
        Assert.Equal("key.unknown", await setup.CauseAsync("POST", "/x"));
        setup.Body = new TextBody("application/x-www-form-urlencoded", "secret=a&secret=b");
        Assert.Equal("credentials.ambiguous", await setup.CauseAsync("POST", "/x"));
        setup.Body = null;
        Assert.Equal("credentials.ambiguous", await setup.CauseAsync("GET", "/x?k=a&k=b"));
        Assert.Equal("credentials.ambiguous", await setup.CauseAsync("GET", "/x", ("X-Key", key), ("X-Key", key)));
    }

    [Fact]
    public void Text_of_a_key_checks_itself()
    {
        for (var i = 0; i < 100; i++)
        {
            var key = ApiKey.Create();
            Assert.Equal(ApiKey.Length, key.Length);
            Assert.True(ApiKey.IsWellFormed(key));
            for (var at = 0; at < key.Length; at++)
            {
                var typo = key[..at] + (key[at] == 'x' ? 'y' : 'x') + key[(at + 1)..];
                Assert.False(ApiKey.IsWellFormed(typo));
            }

            Assert.False(ApiKey.IsWellFormed(key + "x"));
            Assert.False(ApiKey.IsWellFormed(" " + key));
        }
    }

    private sealed class TextBody(string type, string text) : RequestBody
    {
        public override string? ContentType => type;

        public override ValueTask<ReadOnlyMemory<byte>> PeekAsync(int limit, CancellationToken cancellationToken) =>
            new(Encoding.UTF8.GetBytes(text));
    }
}
