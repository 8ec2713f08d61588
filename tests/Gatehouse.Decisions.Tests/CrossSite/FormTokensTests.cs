using System.Security.Cryptography;
using Gatehouse.Decisions.CrossSite;
using Gatehouse.Decisions.Keyring;

namespace Gatehouse.Decisions.Tests.CrossSite;

public class FormTokensTests
{
    [Fact]
    public void Token_is_good_for_what_it_was_made_for_and_for_nothing_else()
    {
        var tokens = new FormTokens([Key(1)]);
        var token = tokens.Create("s_1");
        Assert.True(tokens.Match(token, "s_1"));
        Assert.False(tokens.Match(token, "s_2"));
        Assert.False(tokens.Match(token, ""));
        Assert.NotEqual(token, tokens.Create("s_1"));
    }

    [Fact]
    public void Any_changed_token_is_refused()
    {
        var tokens = new FormTokens([Key(1)]);
        var token = tokens.Create("s_1");
        for (var i = 0; i < token.Length; i++)
        {
            var changed = token.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            Assert.False(tokens.Match(changed, "s_1"));
        }

        foreach (var broken in (string[])["", "A", token + "A", token[..^1], token + "=", " " + token, "é", "%00"])
        {
            Assert.False(tokens.Match(broken, "s_1"));
        }
    }

    [Fact]
    public void Token_outlives_a_new_key_and_not_a_lost_one()
    {
        var (old, fresh) = (Key(1), Key(2));
        var token = new FormTokens([old]).Create("s_1");
        Assert.True(new FormTokens([fresh, old]).Match(token, "s_1"));
        Assert.False(new FormTokens([fresh]).Match(token, "s_1"));
    }

    private static SiteKey Key(long id) =>
        new(id, KeyPurpose.Cookie, RandomNumberGenerator.GetBytes(32), DateTimeOffset.UnixEpoch);
}
