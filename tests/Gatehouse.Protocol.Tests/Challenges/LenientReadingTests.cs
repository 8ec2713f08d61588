using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Protocol.Tests.Challenges;

public sealed class LenientReadingTests
{
    [Fact]
    public void A_valid_field_reads_as_the_strict_reading_has_it()
    {
        var reading = ChallengeParser.ReadLeniently(["A x=y", "nonce=\"z\""]);

        Assert.Equal("z", Assert.Single(reading.Challenges)["nonce"]);
        Assert.Empty(reading.Faults);
    }

    [Fact]
    public void A_quoted_string_that_nobody_closed_ends_with_its_line()
    {
        var reading = ChallengeParser.ReadLeniently(["Basic realm=\"My site", "Digest realm=\"x\", nonce=\"y\""]);

        Assert.Equal(["My site", "x"], reading.Challenges.Select(challenge => challenge.Realm));
        var fault = Assert.Single(reading.Faults);
        Assert.Equal((0, 12, "quoted-string"), (fault.Line, fault.Position, fault.Production));
    }

    [Fact]
    public void Tabs_after_a_scheme_are_taken_for_spaces()
    {
        var reading = ChallengeParser.ReadLeniently(["Basic\t \trealm=\"x\"", "Negotiate \tabc="]);

        Assert.Equal("x", reading.Challenges[0].Realm);
        Assert.Equal("abc=", reading.Challenges[1].Token68);
        Assert.Equal([0, 1], reading.Faults.Select(fault => fault.Line));
    }

    [Fact]
    public void The_challenge_in_which_a_fault_stands_is_dropped_and_the_next_whole_one_is_read()
    {
        var reading = ChallengeParser.ReadLeniently([
            "Key, Basic realm=My site, charset=UTF-8, word, Digest realm=\"x\", nonce=\"y\", Negotiate",
        ]);

        Assert.Equal(["Key", "Digest", "Negotiate"], reading.Challenges.Select(challenge => challenge.Scheme));
        Assert.Single(reading.Faults);
    }

    [Fact]
    public void A_control_character_in_quotes_does_not_turn_the_quotes_inside_out()
    {
        var reading = ChallengeParser.ReadLeniently(["Basic realm=\"a\u0001, b\", Digest realm=\"x\", nonce=\"y\""]);

        Assert.Equal("x", Assert.Single(reading.Challenges).Realm);
        Assert.Single(reading.Faults);
    }

    [Fact]
    public void A_bare_scheme_before_a_stray_parameter_is_dropped()
    {
        var reading = ChallengeParser.ReadLeniently(["Basic realm=\"x\", word, stray="]);

        Assert.Equal("Basic", Assert.Single(reading.Challenges).Scheme);
        Assert.Single(reading.Faults);
    }

    [Fact]
    public void A_stray_parameter_takes_no_challenge_of_another_line_with_it()
    {
        var reading = ChallengeParser.ReadLeniently(["Negotiate", "nonce=\"x\"", "Basic realm=\"y\""]);

        Assert.Equal(["Negotiate", "Basic"], reading.Challenges.Select(challenge => challenge.Scheme));
        Assert.Equal(1, Assert.Single(reading.Faults).Line);
    }

    [Fact]
    public void A_field_too_long_to_be_read_gives_its_fault_alone()
    {
        var reading = ChallengeParser.ReadLeniently([new string(',', ChallengeParser.MaximumLength + 1)]);

        Assert.Empty(reading.Challenges);
        Assert.Equal("field-value", Assert.Single(reading.Faults).Production);
    }
}
