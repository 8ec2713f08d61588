using System.Net;
using Gatehouse.Decisions.Facts;

namespace Gatehouse.Decisions.Tests.Facts;

public class TrustedProxiesTests
{
    private static readonly TrustedProxies Listed = new([IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("::1/128")]);

    [Theory]
    [InlineData("192.0.2.1", "1.2.3.4", "192.0.2.1")]
    [InlineData("10.0.0.1", "1.2.3.4", "1.2.3.4")]
    [InlineData("10.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4")]
    [InlineData("10.0.0.1", "6.6.6.6, 1.2.3.4, 10.9.9.9", "1.2.3.4")]
    [InlineData("10.0.0.1", "1.2.3.4, a", "10.0.0.1")]
    [InlineData("10.0.0.1", "a", "10.0.0.1")]
    [InlineData("10.0.0.1", "", "10.0.0.1")]
    [InlineData("10.0.0.1", "1", "10.0.0.1")]
    [InlineData("10.0.0.1", "[2001:db8::7]:443", "2001:db8::7")]
    [InlineData("10.0.0.1", "1.2.3.4:5678", "1.2.3.4")]
    [InlineData("::ffff:10.0.0.1", "1.2.3.4", "1.2.3.4")]
    [InlineData("10.0.0.1", "010.0.0.7", "10.0.0.1")]
    [InlineData("10.0.0.1", "0x0a.0.0.7", "10.0.0.1")]
    [InlineData("10.0.0.1", "1.2.3", "10.0.0.1")]
    [InlineData("10.0.0.1", "1.2.3.4.", "10.0.0.1")]
    [InlineData("10.0.0.1", "[1.2.3.4]", "10.0.0.1")]
    [InlineData("10.0.0.1", "[2001:db8::7]x", "10.0.0.1")]
    [InlineData("10.0.0.1", "[2001:db8::7", "10.0.0.1")]
    [InlineData("10.0.0.1", "::ffff:10.0.0.7, ::ffff:1.2.3.4", "1.2.3.4")]
    [InlineData("10.0.0.1", "unknown", "10.0.0.1")]
    [InlineData("10.0.0.1", "_hidden", "10.0.0.1")]
    [InlineData("10.0.0.1", ",", "10.0.0.1")]
    public void Client_is_found_from_the_right_through_listed_proxies_only(string peer, string chain, string client)
    {
        var headers = new HeaderLineList([new("X-Forwarded-For", chain), new("X-Forwarded-Proto", "https")]);
        var found = Listed.Resolve(IPAddress.Parse(peer), tls: false, headers);
        Assert.Equal(IPAddress.Parse(client), found.Address);
        Assert.Equal(found.Trusted, found.Https);
    }

    [Fact]
    public void Nobody_is_believed_by_default()
    {
        var headers = new HeaderLineList([
            new("X-Forwarded-For", "1.2.3.4"),
            new("X-Forwarded-Host", "evil"),
            new("X-Forwarded-Proto", "https"),
        ]);
        var found = TrustedProxies.None.Resolve(IPAddress.Loopback, tls: false, headers);
        Assert.Equal(new ForwardedClient(IPAddress.Loopback, Https: false, Host: null, Trusted: false), found);
    }

    [Fact]
    public void Whatever_a_client_writes_before_the_proxys_own_entry_changes_nothing()
    {
        foreach (
            var forged in (string[])
                ["10.0.0.2", "a", "", ",,,", "127.0.0.1", "[::1]", string.Join(',', Enumerable.Repeat("10.0.0.9", 99))]
        )
        {
            var lines = new HeaderLineList([new("X-Forwarded-For", forged), new("X-Forwarded-For", "198.51.100.7")]);
            Assert.Equal(
                IPAddress.Parse("198.51.100.7"),
                Listed.Resolve(IPAddress.Parse("10.0.0.1"), tls: false, lines).Address
            );
        }
    }

    [Fact]
    public void Chain_without_an_end_describes_a_listed_proxy_and_nobody_else()
    {
        var chain = "6.6.6.6, " + string.Join(", ", Enumerable.Repeat("10.0.0.9", 40));
        var found = Listed.Resolve(
            IPAddress.Parse("10.0.0.1"),
            tls: false,
            new HeaderLineList([new("X-Forwarded-For", chain)])
        );
        Assert.Equal(IPAddress.Parse("10.0.0.9"), found.Address);
    }
}
