using Gatehouse.Doctor.Rules.Keys;

namespace Gatehouse.Doctor.Tests.Rules.Keys;

public class KeyLengthRuleTests
{
    [Theory]
    [InlineData("Bearer ghp_abcdefghij", "key.unknown Strong")]
    [InlineData("Bearer ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "key.unknown Strong")]
    public void A_key_that_was_cut_off_is_seen(string value, string clue) =>
        Assert.Equal([clue], Given.Authorization<KeyLengthRule>(value));

    [Theory]
    [InlineData("Bearer ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("Bearer sk_live_opensesame")]
    public void A_whole_one_is_not(string value) => Assert.Empty(Given.Authorization<KeyLengthRule>(value));
}
