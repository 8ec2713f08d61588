using Gatehouse.Decisions.Keyring;
using Gatehouse.Decisions.Schemes.Digest;

namespace Gatehouse.Decisions.Tests.Schemes;

public class DigestNoncesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nonce_is_read_by_every_node_that_has_the_key()
    {
        var text = Nonces(1).Create("r", 42, Now);
        Assert.True(Nonces(1).TryRead(text, "r", out var nonce));
        Assert.Equal((Now, 42L), (nonce.IssuedAt, nonce.Origin));
        Assert.True(Nonces(2, 1).TryRead(text, "r", out var again));
        Assert.Equal(nonce, again);
    }

    [Fact]
    public void No_two_nonces_are_the_same()
    {
        var nonces = Nonces(1);
        var read = Enumerable
            .Range(0, 100)
            .Select(_ => nonces.TryRead(nonces.Create("r", 1, Now), "r", out var nonce) ? nonce.Id : default)
            .ToHashSet();
        Assert.Equal(100, read.Count);
    }

    [Fact]
    public void Nonce_of_another_realm_or_key_is_unknown()
    {
        var text = Nonces(1).Create("r", 1, Now);
        Assert.False(Nonces(1).TryRead(text, "q", out _));
        Assert.False(Nonces(2).TryRead(text, "r", out _));
    }

    [Fact]
    public void Nonce_is_unknown_once_one_character_is_changed_added_or_lost()
    {
        var nonces = Nonces(1);
        var text = nonces.Create("r", 1, Now);
        for (var i = 0; i < text.Length; i++)
        {
            foreach (var other in "AB-_z=+ \u00E9")
            {
                if (text[i] != other)
                {
                    Assert.False(nonces.TryRead(text[..i] + other + text[(i + 1)..], "r", out _));
                }
            }

            Assert.False(nonces.TryRead(text.Remove(i, 1), "r", out _));
            Assert.False(nonces.TryRead(text.Insert(i, "A"), "r", out _));
        }

        Assert.False(nonces.TryRead("", "r", out _));
        Assert.False(nonces.TryRead(new string('A', 100_000), "r", out _));
    }

    private static DigestNonces Nonces(params byte[] keys) =>
        new(
            keys.Select(
                (key, i) =>
                    new SiteKey(i, KeyPurpose.Cookie, Enumerable.Repeat(key, 32).ToArray(), DateTimeOffset.UnixEpoch)
            )
        );
}
