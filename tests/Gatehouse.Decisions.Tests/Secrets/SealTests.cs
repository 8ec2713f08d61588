using System.Security.Cryptography;
using Gatehouse.Decisions.Keyring;
using Gatehouse.Decisions.Secrets;

namespace Gatehouse.Decisions.Tests.Secrets;

public class SealTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("имя и пароль")]
    public void What_is_sealed_opens_for_its_purpose_alone(string content)
    {
        var seal = new Seal([Key(1)]);
        var closed = seal.CloseText("one", content);
        Assert.Equal(content, seal.OpenText("one", closed));
        Assert.Null(seal.OpenText("two", closed));
        Assert.NotEqual(closed, seal.CloseText("one", content));
    }

    [Fact]
    public void No_flipped_bit_opens()
    {
        var seal = new Seal([Key(1)]);
        var closed = seal.Close("one", "content"u8);
        for (var bit = 0; bit < closed.Length * 8; bit++)
        {
            var changed = closed.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(seal.Open("one", changed));
        }

        for (var length = 0; length < closed.Length; length++)
        {
            Assert.Null(seal.Open("one", closed.AsSpan(0, length)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("é")]
    [InlineData("a b")]
    [InlineData("====")]
    [InlineData("AAAA")]
    public void What_was_never_sealed_does_not_open(string text) =>
        Assert.Null(new Seal([Key(1)]).OpenText("one", text));

    [Fact]
    public void Old_key_still_opens_and_a_lost_one_does_not()
    {
        var (old, fresh) = (Key(1), Key(2));
        var closed = new Seal([old]).CloseText("one", "x");
        Assert.Equal("x", new Seal([fresh, old]).OpenText("one", closed));
        Assert.Null(new Seal([fresh]).OpenText("one", closed));
    }

    private static SiteKey Key(long id) =>
        new(id, KeyPurpose.Cookie, RandomNumberGenerator.GetBytes(32), DateTimeOffset.UnixEpoch);
}
