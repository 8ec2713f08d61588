using Gatehouse.Protocol.Digest;

namespace Gatehouse.Protocol.Tests.Digest;

public sealed class Sha512T256Tests
{
    // The lengths around the ends of a block, of a name and a colon as the hash of a user is made.
    [Theory]
    [InlineData(1, "0fb00aa8c78769d6727b05d829abe59cdb2ef51d9f36fc57547ed1d67dde95a4")]
    [InlineData(3, "566a82a70013756e8887a1f864d276ce3c8d75c103ad58fbbde5ccf3b9f4c8fe")]
    [InlineData(111, "d72ab09eeb51d036b719f501f15a3698c4580cf55121478b22e8b501af4f3f2e")]
    [InlineData(112, "3b3c8c0271d82e587c6a4950c90e412c3561c73c9bea1864d647e855a1d00f97")]
    [InlineData(113, "15c6a9dd9fd14045eb786b60fd4b66c9405193ca923b9961a6182462b1e5e2b8")]
    [InlineData(127, "5a02b0af5c19db8fc9ba323d0904ded5fd7c9c0d473b613c1efab8b61ec59bdd")]
    [InlineData(128, "d3ce32931d233bf24136ad55b3890bc8347b637bad5fd82fe0dc82ebccce05da")]
    [InlineData(129, "0b2ce4230ce4917e1dc23d5f262d7206accba64555bf37fee2307181f99ba385")]
    [InlineData(239, "0398b85f0366d392d2ba8612f9335ba261a8d3ff90d71376aebaf4d94f93b868")]
    [InlineData(240, "55fd68ca23f2548723089762a28d5bb8a1f5b83dfb5b8ace8c33b0217322f295")]
    [InlineData(241, "5815dbd57cc829a7a7cb73f2a506500909443b4c72ba681cf5710e39d74fbd70")]
    [InlineData(256, "c77484299eaa1982d451b479c94c00741b4d241271d0a185885ccdecf679ba53")]
    [InlineData(1000, "868e42a182a46df2ba273458509a19f591e116e8cd99049bef88de9f695e7f7c")]
    public void Octets_of_any_length_are_hashed(int length, string hash) =>
        Assert.Equal(
            hash,
            Convert.ToHexStringLower(
                DigestArithmetic.UserHash(DigestHash.Sha512T256, new string('a', length - 1), realm: "")
            )
        );
}
