using System.Net;
using Gatehouse.Decisions.Providers;
using Gatehouse.Providers.Fetching;
using Gatehouse.TestKit;

namespace Gatehouse.Providers.Tests;

public sealed class ConfigurationTests
{
    private static readonly JwtProviderOptions s_secret = new()
    {
        Name = "partner",
        Issuer = "partner",
        Audience = "orders",
        Strict = true,
        Secret = new byte[32],
    };

    [Theory]
    [InlineData(null, null, "HS256", 1)]
    [InlineData(null, "any", "HS256", 1)]
    [InlineData("own", "own", "HS256", 1)]
    [InlineData("own", "other", "HS256", 0)]
    [InlineData(null, null, "HS512", 0)]
    [InlineData(null, null, "none", 0)]
    public async Task A_secret_verifies_its_own_algorithm_alone(
        string? configured,
        string? keyId,
        string algorithm,
        int candidates
    )
    {
        await using ProviderUnderTest provider = new(s_secret with { SecretKeyId = configured });

        ProviderKeys keys = await provider.FindAsync(keyId, algorithm);
        Assert.Equal(ProviderState.Known, keys.State);
        Assert.Equal(candidates, keys.Candidates.Count);
    }

    [Theory]
    [InlineData(31, "HS256")]
    [InlineData(32, "HS512")]
    [InlineData(64, "RS256")]
    public async Task A_secret_that_does_not_fit_its_algorithm_is_a_misconfiguration(int length, string algorithm)
    {
        await using ProviderUnderTest provider = new(
            s_secret with
            {
                Secret = new byte[length],
                Algorithm = algorithm,
            }
        );

        Assert.Equal(ProviderState.Misconfigured, (await provider.FindAsync("a", algorithm)).State);
        Assert.Equal(ProviderState.Misconfigured, provider.Health.State);
    }

    [Fact]
    public async Task A_provider_says_what_its_configuration_says()
    {
        await using ProviderUnderTest provider = new(s_secret);

        Assert.Equal(
            ("partner", "partner", "orders", true),
            (provider.Provider.Name, provider.Provider.Issuer, provider.Provider.Audience, provider.Provider.Strict)
        );
        Assert.True(provider.Provider.FirstAttempt.IsCompleted);
    }

    [Theory]
    [InlineData("http://idp.example")]
    [InlineData("https://user:word@idp.example")]
    [InlineData("https://idp.example?tenant=1")]
    [InlineData("https://idp.example#x")]
    [InlineData("idp.example")]
    [InlineData("")]
    public async Task An_issuer_that_is_no_fit_address_is_a_misconfiguration(string issuer)
    {
        await using ProviderUnderTest provider = new(
            new JwtProviderOptions
            {
                Name = "corp",
                Issuer = issuer,
                Discover = true,
            },
            new StubHandler(_ => throw new InvalidOperationException("Nobody is to be asked."))
        );

        ProviderKeys keys = await provider.FindAsync("a");
        Assert.Equal(ProviderState.Misconfigured, keys.State);
        Assert.Contains(
            issuer.Replace("user:word@", "", StringComparison.Ordinal),
            keys.Detail,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("user:word", keys.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Exactly_one_source_of_keys_is_taken()
    {
        ManualTimeProvider clock = new();
        Assert.Throws<ArgumentException>(() => JwtProvider.Start(s_secret with { Secret = null }, clock));
        Assert.Throws<ArgumentException>(() => JwtProvider.Start(s_secret with { Discover = true }, clock));
    }

    [Fact]
    public void Numbers_beyond_their_ranges_are_refused_by_name()
    {
        ManualTimeProvider clock = new();
        Assert.Throws<ArgumentOutOfRangeException>(
            nameof(JwtProviderOptions.Timeout),
            () => JwtProvider.Start(s_secret with { Timeout = TimeSpan.Zero }, clock)
        );
        Assert.Throws<ArgumentOutOfRangeException>(
            nameof(JwtProviderOptions.MaxDocumentBytes),
            () => JwtProvider.Start(s_secret with { MaxDocumentBytes = int.MaxValue }, clock)
        );
    }

    [Theory]
    [InlineData("8.8.8.8", "Public")]
    [InlineData("2606:4700::1111", "Public")]
    [InlineData("127.8.8.8", "Loopback")]
    [InlineData("0.0.0.0", "Loopback")]
    [InlineData("::", "Loopback")]
    [InlineData("::1", "Loopback")]
    [InlineData("::ffff:127.0.0.1", "Loopback")]
    [InlineData("::127.0.0.1", "Loopback")]
    [InlineData("2002:7f00:1::", "Loopback")]
    [InlineData("169.254.169.254", "LinkLocal")]
    [InlineData("fe80::1", "LinkLocal")]
    [InlineData("172.31.0.1", "Private")]
    [InlineData("172.32.0.1", "Public")]
    [InlineData("100.64.0.1", "Private")]
    [InlineData("fd00::1", "Private")]
    [InlineData("224.0.0.1", "Nobody")]
    [InlineData("255.255.255.255", "Nobody")]
    public void Inner_addresses_are_told_from_public_ones_in_every_spelling(string address, string reach)
    {
        Assert.Equal(reach, AddressReach.Of(IPAddress.Parse(address)).ToString());
    }
}
