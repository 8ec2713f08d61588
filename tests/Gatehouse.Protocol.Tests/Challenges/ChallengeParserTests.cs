using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Protocol.Tests.Challenges;

public sealed class ChallengeParserTests
{
    [Fact]
    public void A_scheme_alone_is_a_challenge()
    {
        var challenge = Assert.Single(Read("Negotiate"));

        Assert.Equal("Negotiate", challenge.Scheme);
        Assert.Null(challenge.Token68);
        Assert.Empty(challenge.Parameters);
    }

    [Fact]
    public void A_token68_is_kept_with_its_padding()
    {
        var challenge = Assert.Single(Read("Negotiate oYG2MIGzoAMKAQ=="));

        Assert.Equal("oYG2MIGzoAMKAQ==", challenge.Token68);
    }

    [Fact]
    public void A_name_with_nothing_but_an_equals_sign_is_a_token68()
    {
        var challenge = Assert.Single(Read("Digest qop="));

        Assert.Equal("qop=", challenge.Token68);
    }

    [Fact]
    public void Parameters_keep_their_order_and_the_case_of_their_names()
    {
        var challenge = Assert.Single(Read("Basic Realm=\"a b\", charset=UTF-8"));

        Assert.Equal([new AuthParameter("Realm", "a b"), new AuthParameter("charset", "UTF-8")], challenge.Parameters);
        Assert.Equal("a b", challenge.Realm);
    }

    [Fact]
    public void Commas_part_both_parameters_and_challenges()
    {
        var challenges = Read("Digest realm=\"a\", nonce=\"b\", Basic realm=\"c\", Negotiate, Key x=y");

        Assert.Equal(["Digest", "Basic", "Negotiate", "Key"], challenges.Select(challenge => challenge.Scheme));
        Assert.Equal("b", challenges[0]["nonce"]);
        Assert.Equal("c", challenges[1].Realm);
    }

    [Fact]
    public void A_comma_within_quotes_parts_nothing() =>
        Assert.Equal("auth, auth-int", Assert.Single(Read("Digest qop=\"auth, auth-int\""))["qop"]);

    [Fact]
    public void An_escaped_character_stands_for_itself() =>
        Assert.Equal("a\"b\\cd", Assert.Single(Read("Basic realm=\"a\\\"b\\\\c\\d\"")).Realm);

    [Fact]
    public void White_space_around_the_equals_sign_is_passed_over() =>
        Assert.Equal("x", Assert.Single(Read("Basic realm \t=\t \"x\"")).Realm);

    [Fact]
    public void Empty_elements_of_the_list_are_passed_over() =>
        Assert.Equal(["A", "B"], Read(", ,A,, , B ,,x=y,").Select(challenge => challenge.Scheme));

    [Fact]
    public void Parameters_after_empty_elements_belong_to_the_scheme_that_a_space_follows() =>
        Assert.Equal("x", Assert.Single(Read("Basic , ,realm=\"x\"")).Realm);

    [Fact]
    public void Of_a_repeated_name_the_first_counts_and_all_are_kept()
    {
        var challenge = Assert.Single(Read("Basic realm=\"a\", REALM=\"b\""));

        Assert.Equal("a", challenge.Realm);
        Assert.Equal(2, challenge.Parameters.Count);
    }

    [Fact]
    public void A_quoted_string_can_be_empty_and_hold_tabs_and_octets_beyond_ascii() =>
        Assert.Equal(
            ["", "\t\u00E4"],
            Assert.Single(Read("A b=\"\", c=\"\t\u00E4\"")).Parameters.Select(item => item.Value)
        );

    [Fact]
    public void An_obs_fold_reads_as_spaces() =>
        Assert.Equal("c", Assert.Single(Read("A\t\r\n\tb\r\n = \"c\",\r\n\t\r\n d=e"))["b"]);

    [Fact]
    public void Several_lines_are_one_list() =>
        Assert.Equal(["A", "B"], Read("A x=y", "", "B ").Select(challenge => challenge.Scheme));

    [Fact]
    public void A_line_can_add_a_parameter_to_the_challenge_of_the_line_before() =>
        Assert.Equal("z", Assert.Single(Read("A x=y", "nonce=\"z\""))["nonce"]);

    [Fact]
    public void A_space_at_the_end_of_a_line_is_no_part_of_it() =>
        Assert.False(ChallengeParser.TryParse(["A ", "b=c"], out _, out _));

    [Fact]
    public void No_lines_are_no_challenges() => Assert.Empty(Read());

    [Theory]
    [InlineData("Basic realm=\"x", 12, "quoted-string")]
    [InlineData("Basic realm=\"x\\\"", 12, "quoted-string")]
    [InlineData("Basic realm=\"a\u0007b\"", 14, "quoted-string")]
    [InlineData("Basic realm=\"a\u007Fb\"", 14, "quoted-string")]
    [InlineData("Basic realm=\"a\u0416b\"", 14, "quoted-string")]
    [InlineData("Basic realm=\"a\r\nb\"", 14, "quoted-string")]
    [InlineData("Basic realm=\"a\"b", 15, "auth-param")]
    [InlineData("Basic realm=a b", 13, "auth-param")]
    [InlineData("Basic realm=, x=y", 15, "challenge")]
    [InlineData("Basic x=y, realm=", 17, "auth-param")]
    [InlineData("Basic realm==x", 12, "auth-param")]
    [InlineData("Basic \"oh please\"", 6, "challenge")]
    [InlineData("Close but wrong", 6, "challenge")]
    [InlineData("Basic\trealm=x", 5, "challenge")]
    [InlineData("Basic \trealm=x", 6, "challenge")]
    [InlineData("realm=x", 5, "challenge")]
    [InlineData("A abc==, b=c", 10, "challenge")]
    [InlineData("A, b=c", 4, "challenge")]
    [InlineData("A x=y, =z", 7, "auth-scheme")]
    [InlineData("\u00E4 x=y", 0, "auth-scheme")]
    public void What_breaks_the_grammar_is_a_fault_at_its_place(string line, int position, string production)
    {
        Assert.False(ChallengeParser.TryParse([line], out var challenges, out var fault));

        Assert.Empty(challenges);
        Assert.Equal((0, position, production), (fault!.Line, fault.Position, fault.Production));
        Assert.NotEmpty(fault.Expected);
    }

    [Fact]
    public void A_fault_names_its_line_and_the_place_within_it()
    {
        Assert.False(ChallengeParser.TryParse(["A x=y", "\r\n B \"", "C"], out _, out var fault));

        Assert.Equal((1, 5), (fault!.Line, fault.Position));
        Assert.Contains("at octet 5 of line 2", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_beyond_the_limit_is_a_fault_and_one_at_the_limit_is_read()
    {
        var most = new string('a', ChallengeParser.MaximumLength);

        Assert.True(ChallengeParser.TryParse([most], out _, out _));
        Assert.False(ChallengeParser.TryParse([most, ""], out _, out var fault));
        Assert.Equal((1, "field-value"), (fault!.Line, fault.Production));
    }

    [Fact]
    public void Lines_read_alone_do_not_touch_each_other()
    {
        var readings = ChallengeParser.ReadEachLine(["A x=y", "nonce=\"z\"", "B"]);

        Assert.Equal("A", Assert.Single(readings[0].Challenges).Scheme);
        Assert.Empty(readings[1].Challenges);
        Assert.Equal(1, Assert.Single(readings[1].Faults).Line);
        Assert.Equal("B", Assert.Single(readings[2].Challenges).Scheme);
    }

    private static IReadOnlyList<Challenge> Read(params string[] lines)
    {
        Assert.True(ChallengeParser.TryParse(lines, out var challenges, out var fault), fault?.ToString());
        Assert.Null(fault);
        return challenges;
    }
}
