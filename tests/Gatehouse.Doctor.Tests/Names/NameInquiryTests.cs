using Gatehouse.Doctor.Names;

namespace Gatehouse.Doctor.Tests.Names;

public class NameInquiryTests
{
    private const string Host = "api.orders.test";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_zone_s_own_server_says_stands_beside_what_this_machine_takes(bool cuts)
    {
        await using var server = Zone().Address(Host, "192.0.2.7", "2001:db8::7");
        server.Cuts = cuts;
        var found = await AboutAsync(new InventedNames(server).Takes(Host, "192.0.2.1"));
        Assert.Equal(["192.0.2.1"], found.Here.Select(address => address.ToString()));
        Assert.Equal(["192.0.2.7", "2001:db8::7"], found.ByZone.Select(address => address.ToString()));
        Assert.Equal(("orders.test", "ns.orders.test"), (found.Zone, found.ZoneServer));
        Assert.True(found.Differ);
    }

    [Fact]
    public async Task One_address_in_common_is_no_difference()
    {
        await using var server = Zone().Address(Host, "192.0.2.7", "192.0.2.8");
        var found = await AboutAsync(new InventedNames(server).Takes(Host, "192.0.2.8"));
        Assert.False(found.Differ);
    }

    [Fact]
    public async Task An_alias_is_followed()
    {
        await using var server = Zone().Name(Host, 5, "front.orders.test").Address("front.orders.test", "192.0.2.9");
        var found = await AboutAsync(new InventedNames(server).Takes(Host, "192.0.2.8"));
        Assert.Equal(["192.0.2.9"], found.ByZone.Select(address => address.ToString()));
    }

    [Fact]
    public async Task Aliases_that_go_round_end()
    {
        await using var server = Zone().Name(Host, 5, "b.orders.test").Name("b.orders.test", 5, Host);
        Assert.Empty((await AboutAsync(new InventedNames(server).Takes(Host, "192.0.2.8"))).ByZone);
    }

    [Fact]
    public async Task Who_does_not_speak_for_the_zone_is_not_believed()
    {
        await using var server = Zone().Address(Host, "192.0.2.7");
        server.Authoritative = false;
        Assert.False((await AboutAsync(new InventedNames(server).Takes(Host, "192.0.2.1"))).Differ);
    }

    [Fact]
    public async Task An_answer_with_another_number_is_not_believed()
    {
        await using var server = Zone().Address(Host, "192.0.2.7");
        server.Spoil = answer => [(byte)~answer[0], .. answer[1..]];
        Assert.False((await AboutAsync(new InventedNames(server).Takes(Host, "192.0.2.1"))).Differ);
    }

    [Fact]
    public async Task Without_a_resolver_only_this_machine_s_word_is_known()
    {
        var found = await AboutAsync(new InventedNames(server: null).Takes(Host, "192.0.2.1"));
        Assert.Equal((1, 0, null), (found.Here.Count, found.ByZone.Count, found.Zone));
    }

    [Fact]
    public async Task The_line_of_the_hosts_file_is_named()
    {
        var hosts = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                hosts,
                $"127.0.0.1 localhost\n# 192.0.2.2 {Host}\n192.0.2.1\tother {Host} # old\n",
                TestContext.Current.CancellationToken
            );
            var found = await AboutAsync(new InventedNames(server: null, hosts).Takes(Host, "192.0.2.1"));
            Assert.Equal($"{hosts}:3", found.ByHand);
        }
        finally
        {
            File.Delete(hosts);
        }
    }

    [Theory]
    [InlineData("https://api.orders.test/", true)]
    [InlineData("https://192.0.2.1/", false)]
    [InlineData("https://[2001:db8::1]/", false)]
    public void Only_a_name_is_asked_about(string url, bool helps)
    {
        var request = Doctor.Exchanges.SentRequest.For(new Uri(url));
        var file = Some.Seen(request, (Doctor.Exchanges.ProbeIntent.Supplied, request, Some.Status(401)));
        Assert.Equal(helps, NameInquiry.Helps(file));
    }

    private static ZoneServer Zone() => new ZoneServer().Name("orders.test", 2, "ns.orders.test");

    private static Task<NameFindings> AboutAsync(INameService names) =>
        new NameInquiry(names, TimeSpan.FromMilliseconds(700)).AboutAsync(Host, TestContext.Current.CancellationToken);
}
