using System.Text;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Tests.Credentials;

public class RepairsTests
{
    [Theory]
    [InlineData("abc.def.ghi", "header.prefix-missing", "Bearer abc.def.ghi")]
    [InlineData("YWxpY2U6b3Blbi1zZXNhbWU=", "header.prefix-missing", "Basic YWxpY2U6b3Blbi1zZXNhbWU=")]
    [InlineData("Bearer Bearer abc", "header.prefix-doubled", "Bearer abc")]
    [InlineData("Bearer Basic abc", "header.prefix-doubled", "Basic abc")]
    [InlineData("Bearer \"abc\"", "header.quoted", "Bearer abc")]
    [InlineData("Bearer \u201cabc\u201d", "header.quoted", "Bearer abc")]
    [InlineData("Bearer abc\u00a0", "header.whitespace", "Bearer abc")]
    [InlineData("Bearer abc%", "header.whitespace", "Bearer abc")]
    [InlineData("bearer abc", "header.scheme-case", "Bearer abc")]
    [InlineData("Basic YWxpY2U6 b3Blbi1zZXNhbWU=", "basic.line-wrapped", "Basic YWxpY2U6b3Blbi1zZXNhbWU=")]
    [InlineData("Basic YWxpY2U6Pz8_Pw", "basic.wrong-alphabet", "Basic YWxpY2U6Pz8/Pw==")]
    [InlineData("Basic YWxpY2UKOm9wZW4K", "header.whitespace", "Basic YWxpY2U6b3Blbg==")]
    public void A_form_that_was_meant_otherwise_is_repaired(string value, string cause, string repaired)
    {
        var repair = Assert.Single(Of(value));
        Assert.Equal((cause, repaired), (repair.Cause.Id, repair.Repaired.Value));
    }

    [Theory]
    [InlineData("Bearer abc")]
    [InlineData("Basic YWxpY2U6b3Blbi1zZXNhbWU=")]
    [InlineData("Basic !!!")]
    [InlineData("Digest username=\"alice\"")]
    [InlineData("")]
    public void What_is_well_written_or_beyond_repair_is_left_alone(string value) => Assert.Empty(Of(value));

    [Theory]
    [InlineData(true, "in Latin-1")]
    [InlineData(false, "in UTF-8")]
    public void Letters_beyond_ASCII_are_tried_in_the_other_encoding(bool utf8, string label)
    {
        var bytes = (utf8 ? Encoding.UTF8 : Encoding.Latin1).GetBytes("jörg:größe");
        var repair = Assert.Single(Of("Basic " + Convert.ToBase64String(bytes)));
        Assert.Equal(("basic.encoding", label), (repair.Cause.Id, repair.Label));
        var other = (utf8 ? Encoding.Latin1 : Encoding.UTF8).GetBytes("jörg:größe");
        Assert.Equal("Basic " + Convert.ToBase64String(other), repair.Repaired.Value);
    }

    [Fact]
    public void A_key_in_a_field_of_its_own_is_trimmed() =>
        Assert.Equal(
            "abc",
            Assert.Single(Repairs.Of(CredentialPlaces.Read(new HeaderLine("X-Api-Key", "'abc' ")))).Repaired.Value
        );

    private static IReadOnlyList<Repair> Of(string value) =>
        [.. Repairs.Of(CredentialPlaces.Read(new HeaderLine("Authorization", value)))];
}
