using System.Net;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Refusals;
using Gatehouse.Decisions.Replays;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes.Digest;
using Gatehouse.Protocol.Challenges;
using Gatehouse.Protocol.Digest;

namespace Gatehouse.Decisions.Tests.Schemes;

public class DigestSchemeTests
{
    private static readonly DigestOptions Everything = new()
    {
        Algorithms =
        [
            new(DigestHash.Sha256),
            new(DigestHash.Sha512T256),
            new(DigestHash.Md5),
            new(DigestHash.Sha256, Session: true),
            new(DigestHash.Sha512T256, Session: true),
            new(DigestHash.Md5, Session: true),
        ],
        Qops = ["auth", "auth-int"],
        UserHash = true,
    };

    [Fact]
    public async Task Right_response_signs_in()
    {
        var setup = Setup();
        var verdict = Assert.IsType<Granted>(await SendAsync(setup, Client(setup)));
        Assert.Equal("alice", verdict.Principal!.Name);
        Assert.Equal(PrincipalKind.Person, verdict.Principal.Kind);
        Assert.Equal("digest", verdict.Principal.Scheme);
        Assert.True(verdict.Principal.AttachedByBrowser);
        Assert.Equal("orders:read", verdict.Principal.ScopesText);
    }

    [Theory]
    [InlineData("MD5", "auth")]
    [InlineData("MD5", "auth-int")]
    [InlineData("MD5-sess", "auth")]
    [InlineData("MD5-sess", "auth-int")]
    [InlineData("SHA-256", "auth")]
    [InlineData("SHA-256", "auth-int")]
    [InlineData("SHA-256-sess", "auth")]
    [InlineData("SHA-256-sess", "auth-int")]
    [InlineData("SHA-512-256", "auth")]
    [InlineData("SHA-512-256", "auth-int")]
    [InlineData("SHA-512-256-sess", "auth")]
    [InlineData("SHA-512-256-sess", "auth-int")]
    public async Task Every_algorithm_and_quality_that_is_offered_is_taken(string algorithm, string qop)
    {
        var setup = Setup(Everything);
        setup.Body = new SentBody("a=b"u8.ToArray());
        Assert.True(DigestAlgorithm.TryParse(algorithm, out var parsed));
        setup.DigestSecrets.PutHash("alice", "Gatehouse", parsed.Hash);
        var client = Client(setup) with { Algorithm = algorithm, Qop = qop, Method = "POST", Body = "a=b"u8.ToArray() };
        Assert.Equal("granted to alice", await CauseAsync(setup, client));
        Assert.Equal("granted to alice", await CauseAsync(setup, client with { Count = 2, UserHash = true }));
        Assert.Equal(
            qop == "auth" ? "granted to alice" : "digest.response-wrong",
            await CauseAsync(setup, client with { Count = 3, Body = "a=c"u8.ToArray() })
        );
        Assert.Equal("digest.response-wrong", await CauseAsync(setup, client with { Count = 4, Password = "left" }));
    }

    [Theory]
    [InlineData("Digest ", "digest ")]
    [InlineData("Digest ", "DIGEST   ")]
    [InlineData("qop=auth", "qop=\"auth\"")]
    [InlineData("qop=auth", "QOP = auth")]
    [InlineData("nc=00000001", "nc=\"00000001\"")]
    [InlineData("algorithm=SHA-256", "algorithm=\"sha-256\"")]
    [InlineData("username=\"alice\"", "username=alice")]
    [InlineData("username=\"alice\"", "username*=UTF-8''al%69ce")]
    [InlineData("username=\"alice\"", "username=\"al\\ice\"")]
    [InlineData(", ", ",")]
    [InlineData(", ", " ,, ")]
    public async Task Notations_that_mean_the_same_are_taken(string part, string instead)
    {
        var setup = Setup();
        var client = Client(setup) with
        {
            Change = value =>
            {
                var changed = value.Replace(part, instead, StringComparison.Ordinal);
                Assert.NotEqual(value, changed);
                return changed;
            },
        };
        Assert.Equal("granted to alice", await CauseAsync(setup, client));
    }

    [Fact]
    public async Task Nonce_without_quotes_is_taken()
    {
        var setup = Setup();
        var client = Client(setup);
        Assert.Equal(
            "granted to alice",
            await CauseAsync(
                setup,
                client with
                {
                    Change = value => value.Replace($"\"{client.Nonce}\"", client.Nonce, StringComparison.Ordinal),
                }
            )
        );
    }

    [Theory]
    [InlineData("nc=00000001, ", "", "nc is missing beside qop")]
    [InlineData("nc=00000001", "nc=1", "nc is not eight hexadecimal digits")]
    [InlineData("nc=00000001", "nc=00000000", "nc counts from 00000001")]
    [InlineData("cnonce=\"0a4f113b\", ", "", "cnonce is missing beside qop")]
    [InlineData("username=\"alice\", ", "", "username is missing")]
    [InlineData("realm=\"Gatehouse\", ", "", "realm is missing")]
    [InlineData(", response=", ", r=", "response is missing")]
    [InlineData("response=\"", "response=\"g", "response is not made of hexadecimal digits")]
    [InlineData("qop=auth", "qop=auth, userhash=true", "username is no hash although userhash=true")]
    [InlineData("username=\"alice\"", "username=\"ab\", userhash=true", "userhash=true was not offered")]
    public async Task Parameter_that_cannot_be_used_is_told(string part, string instead, string problem)
    {
        var setup = Setup();
        var refused = await RefusedAsync(
            setup,
            Client(setup) with
            {
                Change = value => value.Replace(part, instead, StringComparison.Ordinal),
            }
        );
        Assert.Equal("credentials.unreadable", refused.Cause.Id);
        Assert.Contains(Evidence.ForCaller("problem", problem), refused.Evidence);
        Assert.Equal(0, setup.DigestSecrets.LookUps);
    }

    [Theory]
    [InlineData("Digest", "credentials.unreadable")]
    [InlineData("Digest YWxpY2U=", "credentials.unreadable")]
    [InlineData("Digest qop=", "credentials.unreadable")]
    [InlineData("Digest a=b", "credentials.unreadable")]
    [InlineData("Digest foo, bar=, =qux, =", "credentials.malformed")]
    [InlineData("Digest username=\"alice", "credentials.malformed")]
    [InlineData("Digest username=\"alice\", username=\"bob\"", "credentials.malformed")]
    [InlineData("Digest nc=00000001, NC=00000002", "credentials.malformed")]
    public async Task Broken_field_is_refused_and_crashes_nothing(string value, string cause)
    {
        var setup = Setup();
        Assert.Equal(cause, await setup.CauseAsync("GET", "/x", ("Authorization", value)));
    }

    [Theory]
    [InlineData("username")]
    [InlineData("realm")]
    [InlineData("nonce")]
    [InlineData("uri")]
    [InlineData("response")]
    [InlineData("algorithm")]
    [InlineData("qop")]
    [InlineData("nc")]
    [InlineData("cnonce")]
    public async Task Parameter_that_stands_twice_is_refused_at_either_end(string name)
    {
        var setup = Setup();
        var client = Client(setup);
        Assert.Equal(
            "credentials.malformed",
            await CauseAsync(setup, client with { Change = value => value + $", {name}=x" })
        );
        Assert.Equal(
            "credentials.malformed",
            await CauseAsync(
                setup,
                client with
                {
                    Change = value => value.Replace("Digest ", $"Digest {name}=x, ", StringComparison.Ordinal),
                }
            )
        );
    }

    [Theory]
    [InlineData("MD5")]
    [InlineData("SHA-512-256")]
    [InlineData("SHA-256-sess")]
    public async Task Algorithm_that_is_not_offered_is_refused_with_those_that_are(string algorithm)
    {
        var setup = Setup();
        var refused = await RefusedAsync(setup, Client(setup) with { Algorithm = algorithm });
        Assert.Equal("digest.algorithm-unsupported", refused.Cause.Id);
        Assert.Contains(Evidence.ForCaller("offered", "SHA-256"), refused.Evidence);
    }

    [Fact]
    public async Task Client_that_leaves_the_algorithm_out_means_md5()
    {
        var refused = await RefusedAsync(
            Setup(),
            client =>
                client with
                {
                    Change = value => value.Replace(", algorithm=SHA-256", "", StringComparison.Ordinal),
                }
        );
        Assert.Equal("digest.algorithm-unsupported", refused.Cause.Id);
        Assert.Contains(
            refused.Evidence,
            evidence => evidence is { Name: "algorithm", Value: "none, which means MD5" }
        );

        Assert.Equal(
            "granted to alice",
            await CauseAsync(
                Setup(Everything),
                client =>
                    client with
                    {
                        Algorithm = "MD5",
                        Change = value => value.Replace(", algorithm=MD5", "", StringComparison.Ordinal),
                    }
            )
        );
    }

    [Fact]
    public async Task Quality_that_is_not_offered_or_missing_is_refused_with_those_that_are()
    {
        var setup = Setup(new DigestOptions());
        var refused = await RefusedAsync(setup, Client(setup) with { Qop = "auth-int" });
        Assert.Equal("digest.qop-unsupported", refused.Cause.Id);
        Assert.Contains(Evidence.ForCaller("offered", "auth"), refused.Evidence);
        Assert.Equal("digest.qop-unsupported", await CauseAsync(setup, Client(setup) with { Qop = "auth-conf" }));
        Assert.Equal(
            "digest.qop-unsupported",
            await CauseAsync(
                setup,
                Client(setup) with
                {
                    Change = value => value.Replace("qop=auth, ", "", StringComparison.Ordinal),
                }
            )
        );
    }

    [Fact]
    public async Task Body_that_is_too_large_to_be_held_is_refused_with_what_is_offered()
    {
        var setup = Setup(new DigestOptions { Qops = ["auth", "auth-int"], LargestBody = 4 });
        setup.Body = new SentBody([1, 2, 3, 4]);
        var client = Client(setup) with { Method = "POST", Qop = "auth-int", Body = [1, 2, 3, 4] };
        Assert.Equal("granted to alice", await CauseAsync(setup, client));
        setup.Body = new SentBody([1, 2, 3, 4, 5]);
        var refused = await RefusedAsync(setup, client with { Count = 2, Body = [1, 2, 3, 4, 5] });
        Assert.Equal("digest.qop-unsupported", refused.Cause.Id);
        Assert.Contains(
            Evidence.ForCaller("offered", "auth, auth-int (auth-int for bodies of at most 4 octets)"),
            refused.Evidence
        );
    }

    [Theory]
    [InlineData("/x", "/x", true)]
    [InlineData("/x?a=b", "/x?a=b", true)]
    [InlineData("/x", "https://site.example/x", true)]
    [InlineData("/x?a=b", "http://SITE.example/x?a=b", true)]
    [InlineData("/", "https://site.example", true)]
    [InlineData("/?a", "https://site.example?a", true)]
    [InlineData("/x?a=b", "/x", false)]
    [InlineData("/x", "/x?a=b", false)]
    [InlineData("/x", "/X", false)]
    [InlineData("/x", "/%78", false)]
    [InlineData("/x", "x", false)]
    [InlineData("/x", "", false)]
    [InlineData("/x", "*", false)]
    [InlineData("/x", "/x#a", false)]
    [InlineData("/x", "https://site.example.evil/x", false)]
    [InlineData("/x", "https://evil.example/x", false)]
    [InlineData("/x", "https://alice@site.example/x", false)]
    [InlineData("/x", "//site.example/x", false)]
    public async Task Uri_must_be_the_target(string target, string uri, bool same)
    {
        var setup = Setup();
        var verdict = await setup.DecideAsync("GET", target, (Client(setup) with { Uri = uri }).Field);
        if (same)
        {
            Assert.IsType<Granted>(verdict);
            return;
        }

        var refused = Assert.IsType<Denied>(verdict);
        Assert.Equal("digest.uri-mismatch", refused.Cause.Id);
        Assert.Equal(400, refused.Told.Status);
        Assert.Contains(refused.Evidence, evidence => evidence is { Name: "uri", SeenBy: Disclosure.Caller });
        Assert.Contains(Evidence.ForCaller("target", target), refused.Evidence);
    }

    [Theory]
    [InlineData(true, "/shop/x?a=b")]
    [InlineData(true, "/shop/x?a=b", "X-Forwarded-Uri", "/shop/x?a=b")]
    [InlineData(false, "/shop/x?a=c")]
    [InlineData(false, "/shop/x")]
    [InlineData(false, "/shop/X?a=b")]
    [InlineData(false, "/shop/./x?a=b")]
    [InlineData(false, "/shop/x?a=b", "X-Original-URI", "/shop/x?a=b")]
    [InlineData(false, "/shop/x?a=b", "X-Original-URI", "/other")]
    [InlineData(false, "/shop/x?a=b", "X-Original-URI", "/shop/x?a=b", "X-Forwarded-Uri", "/shop/x?a=b")]
    [InlineData(false, "/shop/x?a=b", "X-Original-URI", "")]
    [InlineData(false, "/shop/x?a=b", "X-Original-URI", "/shop/x?a=b, /other")]
    public async Task Proxy_that_rewrites_is_believed_where_it_is_listed_and_says_one_thing(
        bool taken,
        string uri,
        params string[] fields
    )
    {
        // Without fields of its own a case sends the usual one; with two it sends the usual one besides.
        (string, string)[] sent =
        [
            .. fields.Chunk(2).Select(field => (field[0], field[1])),
            .. fields is ["X-Forwarded-Uri", ..] ? [] : new[] { ("X-Original-URI", "/shop/x?a=b") },
        ];
        foreach (
            var (listed, granted) in new[]
            {
                (IPNetwork.Parse("127.0.0.1/32"), taken),
                (IPNetwork.Parse("10.0.0.0/8"), false),
            }
        )
        {
            var setup = Setup(new DigestOptions { RewritingProxies = new TrustedProxies([listed]) });
            Assert.Equal(
                granted ? "granted to alice" : "digest.uri-mismatch",
                await setup.CauseAsync("GET", "/x?a=b", [(Client(setup) with { Uri = uri }).Field, .. sent])
            );
        }
    }

    [Fact]
    public async Task Target_is_told_without_the_secrets_in_its_query()
    {
        var setup = Setup();
        var refused = Assert.IsType<Denied>(
            await setup.DecideAsync("GET", "/x?code=s3cret", (Client(setup) with { Uri = "/y?code=s3cret" }).Field)
        );
        Assert.DoesNotContain(
            refused.Evidence,
            evidence => evidence.Value.Contains("s3cret", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Response_to_one_method_target_or_count_proves_no_other()
    {
        var setup = Setup();
        var client = Client(setup);
        Assert.Equal("digest.response-wrong", await CauseAsync(setup, client with { Method = "PUT" }, "GET"));
        Assert.Equal(
            "digest.response-wrong",
            await CauseAsync(
                setup,
                client with
                {
                    Change = value => value.Replace("nc=00000001", "nc=00000002", StringComparison.Ordinal),
                }
            )
        );
        Assert.Equal(
            "digest.response-wrong",
            await CauseAsync(
                setup,
                client with
                {
                    Change = value => value.Replace("0a4f113b", "0a4f113c", StringComparison.Ordinal),
                }
            )
        );
        Assert.Equal(
            "digest.response-wrong",
            await CauseAsync(
                setup,
                client with
                {
                    Uri = "/y",
                    Change = value => value.Replace("\"/y\"", "\"/x\"", StringComparison.Ordinal),
                }
            )
        );
        Assert.Equal("granted to alice", await CauseAsync(setup, client));
    }

    [Fact]
    public async Task Wrong_response_tells_outsiders_no_more_than_an_unknown_user_does()
    {
        var setup = Setup();
        setup.DigestSecrets.Without.Add("alice");
        setup.Directory.Put("bob");
        setup.Directory.Put("off", user => user with { Disabled = true });
        DigestClient[] clients =
        [
            Client(setup) with
            {
                User = "nobody",
            },
            Client(setup) with
            {
                User = "alice",
            },
            Client(setup) with
            {
                User = "bob",
                Password = "left",
            },
            Client(setup) with
            {
                User = "bob",
                Realm = "another",
            },
            Client(setup) with
            {
                User = "BOB",
            },
            Client(setup) with
            {
                User = "off",
                Password = "left",
            },
            Client(setup) with
            {
                User = "a:b",
                Password = "",
            },
            Client(setup) with
            {
                User = new string('a', 5000),
            },
        ];
        string[] causes = ["user.unknown", "user.unknown", "user.unknown"];
        foreach (var client in clients)
        {
            var refused = await RefusedAsync(setup, client);
            Assert.True(
                refused.Cause.Id is "digest.response-wrong" || causes.Contains(refused.Cause.Id, StringComparer.Ordinal)
            );
            Assert.Equal("credentials.rejected", refused.Told.Id);
            var refusal = RefusalFactory.Create(setup.Last, refused, "GH-0", "en");
            Assert.Equal(401, refusal.Status);
            Assert.Null(refusal.Challenges[0]["stale"]);
            Assert.DoesNotContain(refused.Evidence, evidence => evidence.SeenBy == Disclosure.Caller);
        }
    }

    [Theory]
    [InlineData("alice", "right", "another", "another realm: another")]
    [InlineData("alice", "left", "Gatehouse", "another password")]
    [InlineData("plain", "right", "Gatehouse", "Digest is not switched on for the account")]
    [InlineData(
        "Alice",
        "right",
        "Gatehouse",
        "another password, or the name in another form than it is kept in, which Digest cannot tell"
    )]
    public async Task Operator_is_told_what_is_wrong(string user, string password, string realm, string problem)
    {
        var setup = Setup();
        setup.Directory.Put("plain");
        setup.DigestSecrets.Without.Add("plain");
        var refused = await RefusedAsync(setup, Client(setup) with { User = user, Password = password, Realm = realm });
        Assert.Equal("digest.response-wrong", refused.Cause.Id);
        Assert.Contains(Evidence.ForOperator("problem", problem), refused.Evidence);
        Assert.Equal(user.ToLowerInvariant(), refused.User);
    }

    [Fact]
    public async Task Nonce_that_is_not_ours_is_unknown_and_nobody_is_looked_up_for_it()
    {
        var setup = Setup();
        var nonce = Client(setup).Nonce;
        foreach (var other in new[] { "AAAA", "", nonce[..^1] + (nonce[^1] == 'A' ? 'Q' : 'A'), nonce + "=" })
        {
            Assert.Equal("digest.nonce-unknown", await CauseAsync(setup, Client(setup) with { Nonce = other }));
        }

        Assert.Equal(0, setup.DigestSecrets.LookUps);
    }

    [Fact]
    public async Task Nonce_that_has_ended_is_stale_only_for_whoever_knows_the_password()
    {
        var setup = Setup();
        var client = Client(setup);
        setup.Time.Advance(TimeSpan.FromMinutes(5));
        var refused = await RefusedAsync(setup, client);
        Assert.Equal("digest.nonce-stale", refused.Cause.Id);
        Assert.Contains(Evidence.ForCaller("ago", "300"), refused.Evidence);
        var challenge = RefusalFactory.Create(setup.Last, refused, "GH-0", "en").Challenges[0];
        Assert.Equal("true", challenge["stale"]);
        Assert.Equal("granted to alice", await CauseAsync(setup, client with { Nonce = challenge["nonce"]! }));
        Assert.Equal("digest.response-wrong", await CauseAsync(setup, client with { Password = "left" }));
    }

    [Fact]
    public async Task Nonce_from_the_future_is_stale()
    {
        var setup = Setup();
        var client = Client(setup);
        setup.Time.StepWallClock(TimeSpan.FromSeconds(-29));
        Assert.Equal("granted to alice", await CauseAsync(setup, client));
        setup.Time.StepWallClock(TimeSpan.FromSeconds(-2));
        Assert.Equal("digest.nonce-stale", await CauseAsync(setup, client with { Count = 2 }));
    }

    [Fact]
    public async Task Count_that_was_used_is_a_replay_whatever_came_in_between()
    {
        var setup = Setup();
        var client = Client(setup);
        foreach (var count in new uint[] { 1, 3, 2, 20, 10, 0x21 })
        {
            Assert.Equal("granted to alice", await CauseAsync(setup, client with { Count = count }));
        }

        foreach (var count in new uint[] { 1, 3, 2, 20, 10, 0x21 })
        {
            var refused = await RefusedAsync(setup, client with { Count = count });
            Assert.Equal("digest.replayed", refused.Cause.Id);
            Assert.Equal("true", RefusalFactory.Create(setup.Last, refused, "GH-0", "en").Challenges[0]["stale"]);
        }

        Assert.Equal("granted to alice", await CauseAsync(setup, client with { Count = 4 }));

        // A new client nonce makes no new count.
        Assert.Equal("digest.replayed", await CauseAsync(setup, client with { Count = 4, ClientNonce = "other" }));
    }

    [Fact]
    public async Task Huge_count_ends_the_nonce_and_nothing_else()
    {
        var setup = Setup();
        var client = Client(setup);
        Assert.Equal("granted to alice", await CauseAsync(setup, client with { Count = uint.MaxValue }));
        Assert.Equal("digest.replayed", await CauseAsync(setup, client with { Count = uint.MaxValue }));
        Assert.Equal("digest.nonce-stale", await CauseAsync(setup, client with { Count = 1 }));
        Assert.Equal("granted to alice", await CauseAsync(setup, Client(setup)));
    }

    [Fact]
    public async Task Wrong_response_uses_up_no_count()
    {
        var setup = Setup();
        var client = Client(setup);
        Assert.Equal("digest.response-wrong", await CauseAsync(setup, client with { Password = "left" }));
        Assert.Equal("granted to alice", await CauseAsync(setup, client));
    }

    [Fact]
    public async Task Nonce_of_another_node_is_good_where_counts_are_shared_and_replays_fail_on_both()
    {
        var counts = new CountsInMemory();
        var (one, other) = (Setup(counts: counts), Setup(counts: counts));
        var client = Client(one);
        Assert.Equal("granted to alice", await CauseAsync(other, client));
        Assert.Equal("digest.replayed", await CauseAsync(one, client));
        Assert.Equal("digest.replayed", await CauseAsync(other, client));
        Assert.Equal("granted to alice", await CauseAsync(one, client with { Count = 2 }));
    }

    [Fact]
    public async Task Nonce_of_another_process_is_stale_where_its_counts_are_not_seen()
    {
        var (one, other) = (Setup(), Setup());
        var client = Client(one);
        Assert.Equal("granted to alice", await CauseAsync(one, client));
        Assert.Equal("digest.nonce-stale", await CauseAsync(other, client));
        Assert.Equal("digest.response-wrong", await CauseAsync(other, client with { Password = "left" }));
    }

    [Theory]
    [InlineData("off", "user.disabled")]
    [InlineData("shut", "user.locked")]
    [InlineData("late", "password.expired")]
    public async Task Account_that_is_barred_is_told_to_its_owner_alone(string user, string cause)
    {
        var setup = Setup();
        setup.Directory.Put("off", record => record with { Disabled = true });
        setup.Directory.Put("shut", record => record with { Locked = true });
        setup.Directory.Put("late", record => record with { MustChangePassword = true });
        var client = Client(setup) with { User = user };
        var refused = await RefusedAsync(setup, client);
        Assert.Equal((cause, cause), (refused.Cause.Id, refused.Told.Id));
        Assert.Equal("digest.replayed", await CauseAsync(setup, client));
        Assert.Equal(
            "credentials.rejected",
            (await RefusedAsync(setup, client with { Count = 2, Password = "left" })).Told.Id
        );
    }

    [Fact]
    public async Task Change_of_the_account_counts_at_the_next_request()
    {
        var setup = Setup();
        var client = Client(setup);
        Assert.Equal("granted to alice", await CauseAsync(setup, client));
        setup.Directory.Put("alice", user => user with { Disabled = true });
        Assert.Equal("user.disabled", await CauseAsync(setup, client with { Count = 2 }));
    }

    [Fact]
    public async Task Name_is_found_by_its_hash_only_where_that_was_offered()
    {
        var setup = Setup(new DigestOptions { UserHash = true });
        setup.DigestSecrets.PutHash("alice", "Gatehouse", DigestHash.Sha256);
        var client = Client(setup) with { UserHash = true };
        Assert.Equal("granted to alice", await CauseAsync(setup, client));
        Assert.Equal("user.unknown", await CauseAsync(setup, client with { User = "bob" }));
        Assert.Equal(
            "user.unknown",
            await CauseAsync(
                setup,
                Client(setup) with
                {
                    Change = value => value.Replace("\"alice\"", "\"abcd\", userhash=true", StringComparison.Ordinal),
                }
            )
        );
        Assert.Equal("true", Challenges(setup)[0]["userhash"]);
    }

    [Fact]
    public async Task Name_beyond_ascii_is_read_in_both_notations()
    {
        var setup = Setup();
        setup.Directory.Put("j\u00E4s\u00F8n");
        var client = Client(setup) with { User = "j\u00E4s\u00F8n" };
        Assert.Equal("granted to j\u00E4s\u00F8n", await CauseAsync(setup, client));
        Assert.Equal(
            "granted to j\u00E4s\u00F8n",
            await CauseAsync(
                setup,
                client with
                {
                    Count = 2,
                    Change = value =>
                        value.Replace(
                            "username*=UTF-8''j%C3%A4s%C3%B8n",
                            "username=\"j\u00C3\u00A4s\u00C3\u00B8n\"",
                            StringComparison.Ordinal
                        ),
                }
            )
        );
    }

    [Fact]
    public async Task Every_algorithm_has_a_challenge_of_its_own_in_the_order_of_offer()
    {
        var setup = Setup(Everything);
        var refused = Assert.IsType<Denied>(await setup.DecideAsync("GET", "/x"));
        var challenges = RefusalFactory.Create(setup.Last, refused, "GH-0", "en").Challenges;
        Assert.Equal(
            ["SHA-256", "SHA-512-256", "MD5", "SHA-256-sess", "SHA-512-256-sess", "MD5-sess"],
            challenges.Select(challenge => challenge["algorithm"])
        );
        Assert.Equal(6, challenges.Select(challenge => challenge["nonce"]).Distinct(StringComparer.Ordinal).Count());
        Assert.All(challenges, challenge => Assert.Null(challenge["stale"]));
        Assert.Matches(
            "^Digest realm=\"Gatehouse\", qop=\"auth, auth-int\", algorithm=SHA-256, nonce=\"[A-Za-z0-9_-]{54}\", charset=UTF-8, userhash=true$",
            challenges[0].ToString()
        );
    }

    [Fact]
    public void Script_is_not_shown_the_box_of_the_browser_where_people_sign_in_on_a_page()
    {
        var setup = Setup();
        var context = new Decisions.Schemes.ChallengeContext(
            "Gatehouse",
            "/_gatehouse/",
            setup.Page("/x"),
            setup.Facts("GET", "/x", ("X-Requested-With", "fetch")),
            Refused: null,
            Description: null
        );
        Assert.Empty(setup.Digest.MakeChallenges(context));
        Assert.Null(setup.Digest.MakeChallenge(context));
    }

    [Fact]
    public async Task Granted_answer_proves_that_the_server_knows_the_password_too()
    {
        var setup = Setup(Everything);
        var client = Client(setup) with { Qop = "auth-int" };
        Assert.IsType<Granted>(await SendAsync(setup, client));
        var field = Assert.Single(setup.Last.AnswerFields);
        Assert.Equal("Authentication-Info", field.Name);
        var proof = Convert.ToHexStringLower(
            DigestArithmetic.ResponseAuth(client.Secret, client.Input with { Qop = "auth" })
        );
        Assert.Equal($"rspauth=\"{proof}\", qop=auth, nc=00000001, cnonce=\"0a4f113b\"", field.Value);
        Assert.IsType<Denied>(await SendAsync(setup, client));
        Assert.Empty(setup.Last.AnswerFields);
    }

    [Fact]
    public async Task Nonce_that_ends_soon_is_followed_by_the_next_one()
    {
        var setup = Setup();
        var client = Client(setup);
        setup.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal("granted to alice", await CauseAsync(setup, client));
        var text = Assert.Single(setup.Last.AnswerFields).Value;
        var next = text[(text.IndexOf("nextnonce=\"", StringComparison.Ordinal) + 11)..^1];
        setup.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal("granted to alice", await CauseAsync(setup, client with { Nonce = next }));
    }

    [Fact]
    public async Task Count_is_used_once_where_a_hidden_route_has_the_request_judged_twice()
    {
        var setup = new DecisionSetup
        {
            Routes = site =>
                [
                    site.Proven("/x") with
                    {
                        Hidden = true,
                        CredentialSpace = 1,
                        Require = new Requirement { Roles = ["staff"] },
                    },
                    site.Proven("/**") with
                    {
                        CredentialSpace = 2,
                        Require = new Requirement { Roles = ["other"] },
                    },
                ],
        };
        var refused = await RefusedAsync(setup, Client(setup));
        Assert.Equal("access.hidden", refused.Cause.Id);
        Assert.Equal("access.role-missing", refused.ShownAs!.Cause.Id);
    }

    [Fact]
    public void Nothing_that_is_printed_holds_a_secret()
    {
        var setup = Setup();
        var user = new Decisions.Users.DigestUser(setup.Directory.Put("alice"), new byte[] { 1, 2, 3 });
        Assert.Equal("alice", user.ToString());
    }

    private static DecisionSetup Setup(DigestOptions? options = null, IUseCounts? counts = null) =>
        new()
        {
            Routes = site => [site.Proven("/**")],
            DigestOptions = options ?? new(),
            Counts = counts ?? new CountsInMemory(),
        };

    private static IReadOnlyList<Challenge> Challenges(DecisionSetup setup) =>
        setup.Digest.MakeChallenges(
            new("Gatehouse", "/_gatehouse/", setup.Proven("/x"), setup.Facts("GET", "/x"), Refused: null, null)
        );

    private static DigestClient Client(DecisionSetup setup) => new() { Nonce = Challenges(setup)[0]["nonce"]! };

    private static ValueTask<Verdict> SendAsync(DecisionSetup setup, DigestClient client) =>
        setup.DecideAsync(client.Method, "/x", client.Field);

    private static Task<string> CauseAsync(DecisionSetup setup, DigestClient client, string? method = null) =>
        setup.CauseAsync(method ?? client.Method, "/x", client.Field);

    private static Task<string> CauseAsync(DecisionSetup setup, Func<DigestClient, DigestClient> change) =>
        CauseAsync(setup, change(Client(setup)));

    private static async Task<Refused> RefusedAsync(DecisionSetup setup, DigestClient client) =>
        Assert.IsAssignableFrom<Refused>(await SendAsync(setup, client));

    private static Task<Refused> RefusedAsync(DecisionSetup setup, Func<DigestClient, DigestClient> change) =>
        RefusedAsync(setup, change(Client(setup)));
}
