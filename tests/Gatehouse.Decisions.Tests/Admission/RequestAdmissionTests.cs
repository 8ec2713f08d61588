using System.Net;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Routes;

namespace Gatehouse.Decisions.Tests.Admission;

[Collection(MeasuredAlone.Name)]
public class RequestAdmissionTests
{
    [Theory]
    [InlineData("198.51.100.7", "", "", true)]
    [InlineData("198.51.100.7", "", "198.51.100.0/24", false)]
    [InlineData("::ffff:198.51.100.7", "", "198.51.100.0/24", false)]
    [InlineData("198.51.101.7", "", "198.51.100.0/24", true)]
    [InlineData("198.51.100.7", "198.51.100.0/24", "", true)]
    [InlineData("::ffff:198.51.100.7", "198.51.100.0/24", "", true)]
    [InlineData("192.0.2.1", "198.51.100.0/24", "", false)]
    [InlineData("2001:db8::1", "198.51.100.0/24", "", false)]
    [InlineData("198.51.100.7", "198.51.100.0/24", "198.51.100.7/32", false)]
    [InlineData("2001:db8:0:1::9", "", "2001:db8::/32", false)]
    public async Task Address_lists_judge_the_client_however_its_address_is_written(
        string client,
        string allow,
        string deny,
        bool comes
    )
    {
        var setup = Open(
            client,
            parts =>
            {
                parts.Allow.AddRange(Words(allow));
                parts.Deny.AddRange(Words(deny));
            }
        );
        Assert.Equal(comes ? "granted to anybody" : "client.address-denied", await setup.CauseAsync("GET", "/x"));
    }

    [Fact]
    public async Task Burst_comes_at_once_and_the_rest_at_the_rate()
    {
        var setup = Limited(new RouteLimits(PerSecond: 2, Burst: 3, Concurrent: null));
        Assert.Equal(3, await GrantedAsync(setup, 10));
        var refused = Assert.IsType<Denied>(await setup.DecideAsync("GET", "/x"));
        Assert.Equal("client.rate-exceeded", refused.Cause.Id);
        Assert.Contains(new Evidence("retry-after", "1", Disclosure.Caller), refused.Evidence);

        setup.Time.Advance(TimeSpan.FromMilliseconds(499));
        Assert.Equal(0, await GrantedAsync(setup, 1));
        setup.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await GrantedAsync(setup, 2));
        setup.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, await GrantedAsync(setup, 10));
    }

    [Fact]
    public async Task Retry_after_is_when_the_next_one_is_let_through()
    {
        var setup = Limited(new RouteLimits(PerSecond: 0.1, Burst: 1, Concurrent: null));
        Assert.Equal(1, await GrantedAsync(setup, 1));
        var refused = Assert.IsType<Denied>(await setup.DecideAsync("GET", "/x"));
        var seconds = int.Parse(
            refused.Evidence.Single(piece => piece.Name == "retry-after").Value,
            System.Globalization.CultureInfo.InvariantCulture
        );
        Assert.Equal(10, seconds);
        setup.Time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(1, await GrantedAsync(setup, 2));
    }

    [Fact]
    public async Task Whole_64_is_one_client_and_others_are_not()
    {
        var setup = Limited(new RouteLimits(PerSecond: 1, Burst: 1, Concurrent: null));
        setup.Client = IPAddress.Parse("2001:db8:0:1::1");
        Assert.Equal(1, await GrantedAsync(setup, 2));
        setup.Client = IPAddress.Parse("2001:db8:0:1:ffff::2");
        Assert.Equal(0, await GrantedAsync(setup, 1));
        setup.Client = IPAddress.Parse("2001:db8:0:2::1");
        Assert.Equal(1, await GrantedAsync(setup, 2));
        setup.Client = IPAddress.Parse("::ffff:192.0.2.1");
        Assert.Equal(1, await GrantedAsync(setup, 2));
        setup.Client = IPAddress.Parse("192.0.2.1");
        Assert.Equal(0, await GrantedAsync(setup, 1));
    }

    [Fact]
    public async Task Looser_limit_of_a_route_of_the_same_name_fills_no_stricter_one()
    {
        var setup = new DecisionSetup
        {
            Routes = site =>
                [
                    Public(site, new RouteLimits(PerSecond: 100, Burst: 50, Concurrent: null)) with
                    {
                        Methods = ["GET"],
                    },
                    Public(site, new RouteLimits(PerSecond: 1, Burst: 1, Concurrent: null)) with
                    {
                        Methods = ["POST"],
                    },
                ],
        };
        var posted = 0;
        for (var i = 0; i < 20; i++)
        {
            posted += await setup.DecideAsync("POST", "/x") is Granted ? 1 : 0;
            Assert.IsType<Granted>(await setup.DecideAsync("GET", "/x"));
        }

        Assert.Equal(1, posted);
    }

    [Fact]
    public async Task Requests_in_flight_are_counted_until_they_end()
    {
        var setup = Limited(new RouteLimits(PerSecond: null, Burst: 0, Concurrent: 2));
        Decision[] inFlight = [new(), new(), new()];
        var facts = setup.Facts("GET", "/x");
        Assert.IsType<Granted>(await setup.DecideAsync(facts, inFlight[0]));
        Assert.IsType<Granted>(await setup.DecideAsync(facts, inFlight[1]));
        var refused = Assert.IsType<Denied>(await setup.DecideAsync(facts, inFlight[2]));
        Assert.Equal("client.concurrency-exceeded", refused.Cause.Id);
        Assert.Contains(new Evidence("retry-after", "1", Disclosure.Caller), refused.Evidence);

        // However often one of them ends, it ends once.
        inFlight[0].Release();
        inFlight[0].Release();
        Assert.IsType<Granted>(await setup.DecideAsync(facts, inFlight[0]));
        Assert.IsType<Denied>(await setup.DecideAsync(facts, inFlight[2]));
    }

    [Fact]
    public async Task Request_refused_for_its_rate_holds_no_place_and_one_without_a_place_costs_no_rate()
    {
        var setup = Limited(new RouteLimits(PerSecond: 1, Burst: 2, Concurrent: 1));
        var facts = setup.Facts("GET", "/x");
        var first = new Decision();
        Assert.IsType<Granted>(await setup.DecideAsync(facts, first));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("client.concurrency-exceeded", await setup.CauseAsync("GET", "/x"));
        }

        first.Release();
        Assert.IsType<Granted>(await setup.DecideAsync(facts, first));
        first.Release();
        Assert.Equal("client.rate-exceeded", await setup.CauseAsync("GET", "/x"));
        setup.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("granted to anybody", await setup.CauseAsync("GET", "/x"));
    }

    [Fact]
    public async Task Any_number_of_addresses_costs_no_memory()
    {
        var setup = Limited(new RouteLimits(PerSecond: 100, Burst: 50, Concurrent: null));
        await setup.DecideAsync("GET", "/x");
        var decision = setup.Last;
        var (site, place) = (decision.Site, decision.Place);
        var requests = Enumerable.Range(0, 5000).Select(number => FromAddress(setup, number)).ToArray();
        AdmitAgain(requests[0]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var facts in requests)
        {
            AdmitAgain(facts);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void AdmitAgain(Decisions.Facts.RequestFacts facts)
        {
            decision.Reset(site, facts);
            decision.Enter(place);
            Assert.Null(setup.Admission.Admit(decision));
        }
    }

    [Fact]
    public async Task Client_without_limits_costs_no_allocation()
    {
        var setup = new DecisionSetup
        {
            Routes = site => [site.Api("/**")],
            Site = parts => parts.Deny.Add("203.0.113.0/24"),
        };
        var facts = setup.Facts("GET", "/x");
        await setup.DecideAsync(facts);
        setup.Admission.Admit(setup.Last);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            setup.Admission.Admit(setup.Last);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public async Task User_is_limited_over_all_addresses_and_others_are_not()
    {
        var setup = new DecisionSetup
        {
            Routes = site =>
                [
                    site.Api("/**") with
                    {
                        Limits = new RouteLimits(PerSecond: null, Burst: 0, Concurrent: null)
                        {
                            PerUser = new RouteLimits(PerSecond: 1, Burst: 2, Concurrent: null),
                        },
                    },
                ],
        };
        setup.Directory.Put("alice");
        setup.Directory.Put("bob");
        Assert.Equal(["granted to alice", "granted to alice", "client.rate-exceeded"], await AsAsync("alice"));
        Assert.Equal(["granted to bob", "granted to bob", "client.rate-exceeded"], await AsAsync("bob"));
        var refused = (Denied)
            await setup.DecideAsync("GET", "/x", ("Authorization", DecisionSetup.BasicOf("bob", "right")));
        Assert.Contains(refused.Evidence, piece => piece is { Name: "of", Value: "user" });
        Assert.Equal("credentials.missing", await setup.CauseAsync("GET", "/x"));

        async Task<string[]> AsAsync(string name)
        {
            var causes = new string[3];
            for (var i = 0; i < causes.Length; i++)
            {
                setup.Client = new IPAddress([192, 0, 2, (byte)i]);
                causes[i] = await setup.CauseAsync(
                    "GET",
                    "/x",
                    ("Authorization", DecisionSetup.BasicOf(name, "right"))
                );
            }

            return causes;
        }
    }

    [Fact]
    public async Task Route_is_limited_for_all_together_and_one_clients_excess_takes_nothing_of_it()
    {
        var setup = Limited(
            new RouteLimits(PerSecond: 1, Burst: 2, Concurrent: null)
            {
                PerRoute = new RouteLimits(PerSecond: 1, Burst: 3, Concurrent: null),
            }
        );
        setup.Client = IPAddress.Parse("192.0.2.1");
        Assert.Equal(2, await GrantedAsync(setup, 20));
        setup.Client = IPAddress.Parse("192.0.2.2");
        Assert.Equal(1, await GrantedAsync(setup, 2));
        var refused = (Denied)await setup.DecideAsync("GET", "/x");
        Assert.Contains(refused.Evidence, piece => piece is { Name: "of", Value: "client" or "route" });
    }

    [Fact]
    public async Task All_clients_together_have_so_many_requests_in_flight()
    {
        var setup = Limited(
            new RouteLimits(PerSecond: null, Burst: 0, Concurrent: 2)
            {
                PerRoute = new RouteLimits(PerSecond: null, Burst: 0, Concurrent: 3),
            }
        );
        var inFlight = new List<Decision>();
        var granted = 0;
        for (byte client = 1; client <= 3; client++)
        {
            setup.Client = new IPAddress([192, 0, 2, client]);
            for (var i = 0; i < 2; i++)
            {
                inFlight.Add(new Decision());
                granted += await setup.DecideAsync(setup.Facts("GET", "/x"), inFlight[^1]) is Granted ? 1 : 0;
            }
        }

        Assert.Equal(3, granted);
        inFlight.ForEach(static decision => decision.Release());
        Assert.Equal("granted to anybody", await setup.CauseAsync("GET", "/x"));
    }

    [Fact]
    public async Task Client_is_told_what_is_left()
    {
        var setup = Limited(new RouteLimits(PerSecond: 2, Burst: 3, Concurrent: null) { Window = 60 });
        Assert.Equal("granted to anybody", await setup.CauseAsync("GET", "/x"));
        Assert.Equal(
            [new("RateLimit-Policy", "\"client\";q=120;w=60"), new("RateLimit", "\"client\";r=2;t=1")],
            setup.Last.LimitFields
        );
        await GrantedAsync(setup, 5);
        Assert.Equal("\"client\";r=0;t=2", setup.Last.LimitFields[1].Value);
    }

    [Fact]
    public async Task Limits_of_a_hidden_route_are_told_to_nobody_without_access()
    {
        var setup = new DecisionSetup
        {
            Routes = site =>
                [
                    site.Api("/internal/**") with
                    {
                        Hidden = true,
                        Limits = new RouteLimits(PerSecond: 2, Burst: 3, Concurrent: null),
                    },
                    site.Api("/seen/**") with
                    {
                        Limits = new RouteLimits(PerSecond: 2, Burst: 3, Concurrent: null),
                    },
                ],
        };
        await setup.DecideAsync("GET", "/internal/x");
        Assert.Empty(setup.Last.LimitFields);
        await setup.DecideAsync("GET", "/seen/x");
        Assert.NotEmpty(setup.Last.LimitFields);
    }

    [Theory]
    [InlineData("198.18.0.7", "", "XX", false)]
    [InlineData("198.18.0.7", "XX", "", true)]
    [InlineData("192.0.2.1", "XX", "", false)]
    [InlineData("192.0.2.1", "XX ZZ", "", true)]
    [InlineData("192.0.2.1", "", "XX", true)]
    [InlineData("::ffff:198.18.0.7", "", "XX", false)]
    public async Task Countries_are_judged_and_an_unknown_one_has_a_name_of_its_own(
        string client,
        string allow,
        string deny,
        bool comes
    )
    {
        var setup = Open(
            client,
            parts =>
            {
                parts.Countries = new BenchmarkNetIsXx();
                parts.AllowCountries.AddRange(Words(allow));
                parts.DenyCountries.AddRange(Words(deny));
            }
        );
        Assert.Equal(comes ? "granted to anybody" : "client.country-denied", await setup.CauseAsync("GET", "/x"));
    }

    private static DecisionSetup Open(string client, Action<SiteParts> parts) =>
        new()
        {
            Routes = site => [site.Api("/**") with { Access = RouteAccess.Everyone }],
            Site = parts,
            Client = IPAddress.Parse(client),
        };

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Decisions.Facts.RequestFacts FromAddress(DecisionSetup setup, int number)
    {
        Span<byte> address = stackalloc byte[16];
        BitConverter.TryWriteBytes(address, number);
        setup.Client = new IPAddress(address);
        return setup.Facts("GET", "/x");
    }

    private static async Task<int> GrantedAsync(DecisionSetup setup, int requests)
    {
        var granted = 0;
        for (var i = 0; i < requests; i++)
        {
            granted += await setup.DecideAsync("GET", "/x") is Granted ? 1 : 0;
        }

        return granted;
    }

    private static DecisionSetup Limited(RouteLimits limits) => new() { Routes = site => [Public(site, limits)] };

    private static Route Public(DecisionSetup site, RouteLimits limits) =>
        site.Api("/**") with
        {
            Access = RouteAccess.Everyone,
            Limits = limits,
        };
}
