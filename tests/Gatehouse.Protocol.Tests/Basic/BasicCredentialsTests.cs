using System.Text;
using Gatehouse.Protocol.Basic;

namespace Gatehouse.Protocol.Tests.Basic;

public sealed class BasicCredentialsTests
{
    [Theory]
    [InlineData("QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "Aladdin", "open sesame")]
    [InlineData("dGVzdDoxMjPCow==", "test", "123\u00A3")]
    [InlineData("Og==", "", "")]
    [InlineData("OmE=", "", "a")]
    [InlineData("YTo=", "a", "")]
    public void User_and_password_are_parted_by_a_colon_and_either_can_be_empty(
        string token68,
        string user,
        string password
    ) => AssertDecodes(token68, user, password);

    [Fact]
    public void The_first_colon_parts_and_the_password_keeps_the_others() =>
        AssertDecodes(Base64("user:a:b:"), "user", "a:b:");

    [Fact]
    public void A_decomposed_letter_stays_as_it_was_sent() => AssertDecodes(Base64("u\u0308:x"), "u\u0308", "x");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Nothing_is_empty(string? token68) => AssertRefused(token68, BasicFault.Empty);

    [Theory]
    [InlineData("YTpi-w==")]
    [InlineData("YTpi_w==")]
    [InlineData("YTpi\u0416w==")]
    [InlineData("YTpi w==")]
    [InlineData("YTo=YTo=")]
    [InlineData("A===")]
    [InlineData("====")]
    public void What_is_outside_the_standard_alphabet_is_no_Base64(string token68) =>
        AssertRefused(token68, BasicFault.NotBase64);

    [Theory]
    [InlineData("Og")]
    [InlineData("Og=")]
    [InlineData("YTo")]
    public void Padding_is_required(string token68) => AssertRefused(token68, BasicFault.NotBase64);

    [Theory]
    [InlineData("dXNlcjpwYXNzd29yZB==")]
    [InlineData("YTp=")]
    public void Unused_bits_must_be_zero(string token68) => AssertRefused(token68, BasicFault.NotBase64);

    [Theory]
    [InlineData(new byte[] { (byte)'a', (byte)':', 0xA3 })]
    [InlineData(new byte[] { (byte)'a', (byte)':', 0xC0, 0x80 })]
    [InlineData(new byte[] { (byte)'a', (byte)':', 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { (byte)'a', (byte)':', 0xC2 })]
    public void Octets_that_are_not_UTF_8_are_refused(byte[] octets) =>
        AssertRefused(Convert.ToBase64String(octets), BasicFault.NotUtf8);

    [Fact]
    public void Without_a_colon_there_is_no_password() => AssertRefused(Base64("secret"), BasicFault.NoColon);

    [Theory]
    [InlineData("a\0b:c")]
    [InlineData("a\tb:c")]
    [InlineData("a:b\r\nX: c")]
    [InlineData("a:b\u007F")]
    [InlineData("a\u0085:b")]
    public void Control_characters_are_refused(string text) => AssertRefused(Base64(text), BasicFault.ControlCharacter);

    [Fact]
    public void Eight_kibibytes_are_the_most()
    {
        var most = "u:" + new string('a', BasicCredentials.MaximumLength - 2);

        AssertDecodes(Base64(most), "u", most[2..]);
        AssertRefused(Base64(most + "a"), BasicFault.TooLong);
        AssertRefused(Base64(most + new string('a', 60_000)), BasicFault.TooLong);
    }

    [Fact]
    public void Encoding_gives_what_RFC_7617_shows() =>
        Assert.Equal("dGVzdDoxMjPCow==", BasicCredentials.Encode("test", "123\u00A3"));

    [Theory]
    [InlineData("hunter2:", "x")]
    [InlineData("hunter2\n", "x")]
    [InlineData("x", "hunter2\0")]
    public void What_cannot_be_sent_is_refused_without_repeating_it(string user, string password)
    {
        var refusal = Assert.Throws<ArgumentException>(() => BasicCredentials.Encode(user, password));

        Assert.DoesNotContain("hunter2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_is_refused() =>
        Assert.Throws<ArgumentException>(() => BasicCredentials.Encode("x", "\uD800"));

    [Fact]
    public void What_is_too_long_to_be_sent_is_refused() =>
        Assert.Throws<ArgumentException>(() =>
            BasicCredentials.Encode("u", new string('a', BasicCredentials.MaximumLength))
        );

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static void AssertDecodes(string token68, string user, string password)
    {
        Assert.True(BasicCredentials.TryDecode(token68, out var readUser, out var readPassword, out var fault));
        Assert.Equal((user, password, BasicFault.None), (readUser, readPassword, fault));
    }

    private static void AssertRefused(string? token68, BasicFault expected)
    {
        Assert.False(BasicCredentials.TryDecode(token68, out var user, out var password, out var fault));
        Assert.Equal((string.Empty, string.Empty, expected), (user, password, fault));
    }
}
