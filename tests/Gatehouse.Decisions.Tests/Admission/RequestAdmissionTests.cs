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
        var setup = new DecisionSetup
        {
            Routes = site => [site.Api("/**") with { Access = RouteAccess.Everyone }],
            Site = parts =>
            {
                parts.Allow.AddRange(allow.Split(' ', StringSplitOptions.RemoveEmptyEntries));
                parts.Deny.AddRange(deny.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            },
            Client = IPAddress.Parse(client),
        };
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
        var (site, route) = (setup.Last.Site, setup.Last.Route);
        var requests = Enumerable.Range(0, 5000).Select(number => FromAddress(setup, number)).ToArray();
        setup.Admission.Admit(site, route, requests[0], out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var facts in requests)
        {
            setup.Admission.Admit(site, route, facts, out _);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
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
        var (site, route) = (setup.Last.Site, setup.Last.Route);
        setup.Admission.Admit(site, route, facts, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            setup.Admission.Admit(site, route, facts, out _);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

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
