using System.Text;
using Gatehouse.Decisions.SecondFactor;

namespace Gatehouse.Decisions.Tests.SecondFactor;

public sealed class OneTimeCodesTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B: the last six digits of eight.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        var step = OneTimeCodes.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds));
        var codes = new OneTimeCodes(Secret);
        Assert.Equal(code, codes.At(step));
        Assert.Equal(step, codes.Find(code, step - 1, step + 1, step));
    }

    // RFC 4226, appendix D.
    [Fact]
    public void Codes_are_those_of_the_standard_below_it() =>
        Assert.Equal(
            ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"],
            Enumerable.Range(0, 10).Select(step => new OneTimeCodes(Secret).At(step))
        );

    [Fact]
    public void Secret_is_told_in_base32() =>
        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", new OneTimeCodes(Secret).SecretText);

    [Fact]
    public void Each_device_has_a_secret_of_160_bits_of_its_own()
    {
        var (one, other) = (new OneTimeCodes(), new OneTimeCodes());
        Assert.Equal(32, one.SecretText.Length);
        Assert.NotEqual(one.SecretText, other.SecretText);
    }

    [Fact]
    public void Address_for_apps_keeps_what_would_break_it_apart() =>
        Assert.Equal(
            "otpauth://totp/Orders%20%26%20more%20%20%D0%AF:a%3Ab%3Fsecret%3DX?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=Orders%20%26%20more%20%20%D0%AF",
            new OneTimeCodes(Secret).AddressFor("Orders & more: Я", "a:b?secret=X")
        );

    [Theory]
    [InlineData("")]
    [InlineData("28708")]
    [InlineData("2870822")]
    [InlineData("28708\u0662")]
    [InlineData("２８７０８２")]
    [InlineData("\ud800287082")]
    [InlineData("-28708")]
    public void What_is_no_code_matches_nothing(string text) =>
        Assert.Null(new OneTimeCodes(Secret).Find(text, 0, 3, 1));

    [Fact]
    public void Recovery_codes_are_twenty_digits_that_nobody_else_has()
    {
        var codes = RecoveryCodes.Create().Concat(RecoveryCodes.Create()).ToArray();
        Assert.Equal(2 * RecoveryCodes.Count, codes.Distinct(StringComparer.Ordinal).Count());
        Assert.All(codes, code => Assert.Matches("^[0-9]{5}(-[0-9]{5}){3}$", code));
    }
}
