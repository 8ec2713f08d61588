using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Protocol.Tests.Challenges;

public sealed class ChallengeWriterTests
{
    [Fact]
    public void Every_value_is_quoted_and_quotes_and_backslashes_are_escaped() =>
        Assert.Equal(
            """Basic realm="a \"b\" \\c", charset="UTF-8", empty="" """.TrimEnd(),
            ChallengeWriter.Write(
                Challenge.Create("Basic", ("realm", "a \"b\" \\c"), ("charset", "UTF-8"), ("empty", ""))
            )
        );

    [Fact]
    public void A_challenge_of_Digest_leaves_bare_what_RFC_7616_wants_bare() =>
        Assert.Equal(
            "Digest realm=\"r\", qop=\"auth, auth-int\", algorithm=SHA-256, nonce=\"n\", stale=true, charset=UTF-8, userhash=true",
            ChallengeWriter.Write(
                Challenge.Create(
                    "Digest",
                    ("realm", "r"),
                    ("qop", "auth, auth-int"),
                    ("algorithm", "SHA-256"),
                    ("nonce", "n"),
                    ("stale", "true"),
                    ("charset", "UTF-8"),
                    ("userhash", "true")
                )
            )
        );

    [Fact]
    public void Credentials_of_Digest_leave_bare_what_RFC_7616_wants_bare() =>
        Assert.Equal(
            "Digest username=\"u\", algorithm=MD5, qop=auth, nc=00000001, cnonce=\"c\", username*=UTF-8''u, userhash=false",
            ChallengeWriter.Write(
                Credentials.Create(
                    "Digest",
                    ("username", "u"),
                    ("algorithm", "MD5"),
                    ("qop", "auth"),
                    ("nc", "00000001"),
                    ("cnonce", "c"),
                    ("username*", "UTF-8''u"),
                    ("userhash", "false")
                )
            )
        );

    [Fact]
    public void A_parsed_value_that_cannot_stand_bare_is_quoted_all_the_same()
    {
        Assert.True(ChallengeParser.TryParse(["Digest algorithm=\"a b\""], out var challenges, out _));

        Assert.Equal("Digest algorithm=\"a b\"", ChallengeWriter.Write(challenges[0]));
    }

    [Fact]
    public void The_same_names_are_quoted_in_other_schemes() =>
        Assert.Equal("Key algorithm=\"x\"", ChallengeWriter.Write(Challenge.Create("Key", ("algorithm", "x"))));

    [Fact]
    public void A_token68_follows_its_scheme_after_one_space()
    {
        Assert.Equal("Negotiate abc=", ChallengeWriter.Write(Challenge.WithToken68("Negotiate", "abc=")));
        Assert.Equal("Bearer abc", ChallengeWriter.Write(Credentials.WithToken68("Bearer", "abc")));
    }

    [Fact]
    public void A_list_is_joined_by_commas() =>
        Assert.Equal(
            "Negotiate, Basic realm=\"x\"",
            ChallengeWriter.WriteList([Challenge.Create("Negotiate"), Challenge.Create("Basic", ("realm", "x"))])
        );

    [Fact]
    public void An_empty_list_is_empty_text() => Assert.Empty(ChallengeWriter.WriteList([]));
}
