using Gatehouse.Doctor.Names;

namespace Gatehouse.Doctor.Tests.Names;

public class NameMessageTests
{
    private static readonly byte[] Question = NameMessage.Question(0x1234, "api.orders.test", NameKind.A, true)!;

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData(".a")]
    [InlineData("b\u00fccher.test")]
    public void What_is_no_name_is_not_asked_for(string name) =>
        Assert.Null(NameMessage.Question(1, name, NameKind.A, true));

    [Fact]
    public void A_label_or_name_past_its_length_is_not_asked_for()
    {
        Assert.Null(NameMessage.Question(1, new string('a', 64) + ".test", NameKind.A, true));
        Assert.Null(NameMessage.Question(1, string.Join('.', Enumerable.Repeat("abcdefg", 40)), NameKind.A, true));
        Assert.NotNull(NameMessage.Question(1, new string('a', 63) + ".test", NameKind.A, true));
    }

    [Fact]
    public void An_answer_is_read_with_its_records()
    {
        var answer = NameMessage.Answer(Answer([0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7]), Question)!;
        Assert.Equal("192.0.2.7", Assert.Single(answer.Answers).Address?.ToString());
        Assert.Equal("api.orders.test", answer.Answers[0].Owner);
        Assert.True(answer.Authoritative);
    }

    [Fact]
    public void An_answer_to_another_question_is_passed_over()
    {
        var good = Answer([]);
        Assert.NotNull(NameMessage.Answer(good, Question));
        Assert.Null(NameMessage.Answer([0, .. good[1..]], Question));
        Assert.Null(NameMessage.Answer([.. good[..2], 0, .. good[3..]], Question));
        Assert.Null(NameMessage.Answer([.. good[..14], (byte)'x', .. good[15..]], Question));
        Assert.Null(NameMessage.Answer(NameMessage.Question(0x1234, "api.orders.test", NameKind.AAAA, true), Question));
    }

    [Theory]
    [InlineData(new byte[] { 0xC0, 33, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7 })]
    [InlineData(new byte[] { 0xC0, 0, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7 })]
    [InlineData(new byte[] { 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 5, 192, 0, 2, 7 })]
    [InlineData(new byte[] { 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 3, 192, 0, 2 })]
    [InlineData(new byte[] { 0xC0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, 2, 0xC0, 45 })]
    [InlineData(new byte[] { 0x80, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7 })]
    [InlineData(new byte[] { 3, (byte)'a', (byte)'.', (byte)'b', 0, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7 })]
    [InlineData(new byte[] { 3, (byte)'a', 27, (byte)'b', 0, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7 })]
    [InlineData(new byte[] { 63 })]
    public void An_answer_that_is_not_well_formed_is_none(byte[] record) =>
        Assert.Null(NameMessage.Answer(Answer(record), Question));

    [Fact]
    public void Octets_of_any_kind_are_read_or_passed_over()
    {
        var good = Answer([0xC0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, 4, 1, (byte)'a', 0xC0, 16]);
        for (var at = 0; at < good.Length; at++)
        {
            for (var value = 0; value < 256; value++)
            {
                var spoilt = (byte[])[.. good];
                spoilt[at] = (byte)value;
                _ = NameMessage.Answer(spoilt, Question);
                _ = NameMessage.Answer(spoilt.AsSpan(0, at), Question);
            }
        }

        Assert.NotNull(NameMessage.Answer(good, Question));
    }

    private static byte[] Answer(byte[] record)
    {
        var answer = (byte[])[.. Question, .. record];
        answer[2] = 0x84;
        answer[7] = (byte)(record is [] or [63] ? record.Length : 1);
        return answer;
    }
}
