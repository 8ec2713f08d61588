using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Protocol.Tests.Challenges;

public sealed class ChallengeTests
{
    [Fact]
    public void Equality_ignores_the_case_of_scheme_and_names_but_not_of_values()
    {
        var challenge = Challenge.Create("Basic", ("realm", "x"));

        Assert.Equal(challenge, Challenge.Create("BASIC", ("Realm", "x")));
        Assert.Equal(challenge.GetHashCode(), Challenge.Create("BASIC", ("Realm", "x")).GetHashCode());
        Assert.NotEqual(challenge, Challenge.Create("Basic", ("realm", "X")));
        Assert.NotEqual(challenge, Challenge.Create("Basic", ("realm", "x"), ("charset", "UTF-8")));
        Assert.NotEqual(challenge, Challenge.Create("Key", ("realm", "x")));
        Assert.NotEqual(challenge, Challenge.WithToken68("Basic", "x"));
    }

    [Fact]
    public void Equality_of_credentials_is_that_of_their_parts()
    {
        Assert.Equal(Credentials.WithToken68("Bearer", "a"), Credentials.WithToken68("bearer", "a"));
        Assert.NotEqual(Credentials.WithToken68("Bearer", "a"), Credentials.WithToken68("Bearer", "A"));
    }

    [Theory]
    [InlineData("", "realm", "x")]
    [InlineData("My scheme", "realm", "x")]
    [InlineData("Basic\r\nX", "realm", "x")]
    [InlineData("Basic", "", "x")]
    [InlineData("Basic", "re alm", "x")]
    [InlineData("Basic", "realm", "a\r\nSet-Cookie: b")]
    [InlineData("Basic", "realm", "a\0b")]
    [InlineData("Basic", "realm", "a\u007Fb")]
    [InlineData("Basic", "realm", "\u0416")]
    [InlineData("Digest", "algorithm", "SHA 256")]
    [InlineData("Digest", "stale", "")]
    public void What_no_field_can_carry_is_refused_when_it_is_made(string scheme, string name, string value) =>
        Assert.Throws<ArgumentException>(() => Challenge.Create(scheme, (name, value)));

    [Fact]
    public void A_name_given_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => Challenge.Create("Basic", ("realm", "x"), ("Realm", "y")));

    [Theory]
    [InlineData("")]
    [InlineData("==")]
    [InlineData("a b")]
    [InlineData("a=b")]
    [InlineData("a,b")]
    [InlineData("a\r\n")]
    public void What_is_no_token68_is_refused_when_it_is_made(string token68)
    {
        Assert.Throws<ArgumentException>(() => Challenge.WithToken68("Negotiate", token68));
        Assert.Throws<ArgumentException>(() => Credentials.WithToken68("Bearer", token68));
    }

    [Fact]
    public void A_refusal_of_credentials_repeats_no_value()
    {
        var token = Assert.Throws<ArgumentException>(() => Credentials.WithToken68("Bearer", "hunter2 hunter2"));
        var value = Assert.Throws<ArgumentException>(() => Credentials.Create("Digest", ("nonce", "hunter2\0")));

        Assert.DoesNotContain("hunter2", token.Message + value.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_description_of_an_error_holds_only_what_RFC_6750_lets_it()
    {
        var challenge = Challenge.Create("Bearer", ("error_description", "a\"b\\c\r\nd\u0416\u007Fe"));

        Assert.Equal("a'b/c  d??e", challenge["error_description"]);
    }

    [Fact]
    public void A_scheme_alone_can_be_made() => Assert.Equal("Negotiate", Challenge.Create("Negotiate").ToString());
}
