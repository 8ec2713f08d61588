using System.Net;
using Gatehouse.Protocol.Digest;

namespace Gatehouse.Gateway.Tests.Configuration;

public sealed class DigestSettingsTests
{
    [Fact]
    public void Sha_256_alone_is_offered_unless_told_otherwise()
    {
        var digest = ReadConfiguration.Good(ReadConfiguration.Settings("realm: Example")).Digest;
        Assert.Equal("SHA-256", Assert.Single(digest.Algorithms).Name);
        Assert.Equal(["auth"], digest.Qops);
        Assert.False(digest.UserHash);
        Assert.Equal(TimeSpan.FromMinutes(5), digest.NonceLifetime);
        Assert.Empty(digest.RewritingProxies);
    }

    [Fact]
    public void Every_setting_arrives_and_what_stands_twice_counts_once()
    {
        var configuration = ReadConfiguration.Good(
            ReadConfiguration.Settings(
                "digest: { algorithms: [sha-512-256-sess, sha-512-256, sha-512-256], qop: [auth-int, auth], userhash: true, nonce-lifetime: 1h, "
                    + "rewriting-proxies: [127.0.0.1/32] }\ntrusted-proxies: [127.0.0.0/8]"
            )
        );
        Assert.Equal(["SHA-512-256-sess", "SHA-512-256"], configuration.Digest.Algorithms.Select(each => each.Name));
        Assert.Equal(["auth-int", "auth"], configuration.Digest.Qops);
        Assert.True(configuration.Digest.UserHash);
        Assert.Equal(TimeSpan.FromHours(1), configuration.Digest.NonceLifetime);
        Assert.Equal([IPNetwork.Parse("127.0.0.1/32")], configuration.Digest.RewritingProxies);
        Assert.Equal([DigestHash.Sha512T256], configuration.Digest.SpaceIn("Here").Hashes);
    }

    [Fact]
    public void Md5_is_warned_of()
    {
        var result = ReadConfiguration.Settings("digest: { algorithms: [sha-256, md5] }");
        ReadConfiguration.Good(result);
        Assert.Contains(result.Problems, problem => problem is { Id: "digest-md5", Line: 1 });
    }
}
