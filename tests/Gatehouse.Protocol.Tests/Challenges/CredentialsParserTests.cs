using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Protocol.Tests.Challenges;

public sealed class CredentialsParserTests
{
    [Fact]
    public void A_token68_follows_its_scheme_after_any_number_of_spaces()
    {
        var credentials = Read(" bearer   mF_9.B5f-4.1JqM\t");

        Assert.Equal("bearer", credentials.Scheme);
        Assert.True(credentials.Is("Bearer"));
        Assert.Equal("mF_9.B5f-4.1JqM", credentials.Token68);
    }

    [Fact]
    public void Parameters_are_looked_up_without_regard_to_case()
    {
        var credentials = Read("Digest username=\"Mufasa\", NC=00000001, qop=\"auth\"");

        Assert.Equal("00000001", credentials["nc"]);
        Assert.Equal("auth", credentials["QOP"]);
        Assert.Null(credentials["uri"]);
    }

    [Fact]
    public void A_word_alone_is_a_lone_word_and_is_never_shown()
    {
        var credentials = Read("eyJhbGciOiJub25lIn0.e30.x");

        Assert.True(credentials.IsLoneWord);
        Assert.DoesNotContain("eyJ", credentials.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_shows_the_scheme_and_no_secret()
    {
        Assert.Equal("Bearer", Read("Bearer secret").ToString());
        Assert.Equal("Digest", Read("Digest response=\"secret\"").ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("Bearer a b")]
    [InlineData("Bearer a, b")]
    [InlineData("Bearer a,")]
    [InlineData("Bearer,")]
    [InlineData("Bearer: a")]
    [InlineData("Bearer\ta")]
    [InlineData("Bearer \"a\"")]
    [InlineData("Bearer ==")]
    [InlineData("Bearer t\u00F6ken")]
    [InlineData("Bearer a\r\n b")]
    [InlineData("Bearer a\r\nX: b")]
    [InlineData("Basic dXNlcjpwYXNzd29yZA==, Basic YWRtaW46YWRtaW4=")]
    [InlineData("Digest a=b, Basic realm=c")]
    [InlineData("Digest a=b; c=d")]
    [InlineData("Digest a=\"b")]
    [InlineData("QWxhZGRpbjpvcGVuIHNlc2FtZQ==")]
    public void What_is_no_single_set_of_credentials_is_a_fault(string value)
    {
        Assert.False(CredentialsParser.TryParse(value, out var credentials, out var fault));

        Assert.Null(credentials);
        Assert.NotNull(fault);
    }

    [Fact]
    public void A_name_that_occurs_twice_is_a_fault_among_few_parameters_and_among_many()
    {
        var many = string.Join(", ", Enumerable.Range(0, 100).Select(i => $"p{i}=x"));

        Assert.False(CredentialsParser.TryParse("Digest username=\"a\", Username=\"b\"", out _, out var fault));
        Assert.Equal("auth-param", fault!.Production);
        Assert.True(CredentialsParser.TryParse($"Digest {many}", out _, out _));
        Assert.False(CredentialsParser.TryParse($"Digest {many}, P7=x", out _, out _));
    }

    [Fact]
    public void No_fault_repeats_the_field()
    {
        Assert.False(CredentialsParser.TryParse("Bearer hunter2 hunter2", out _, out var fault));

        Assert.DoesNotContain("hunter2", fault!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_beyond_the_limit_is_a_fault_and_one_at_the_limit_is_read()
    {
        var most = "Bearer " + new string('a', CredentialsParser.MaximumLength - 7);

        Assert.Equal(CredentialsParser.MaximumLength - 7, Read(most).Token68!.Length);
        Assert.False(CredentialsParser.TryParse(most + "a", out _, out var fault));
        Assert.Equal("field-value", fault!.Production);
    }

    [Theory]
    [InlineData("Bearer abc", "Bearer")]
    [InlineData("  Basic", "Basic")]
    [InlineData("Digest a=b, c", "Digest")]
    [InlineData("Bearer", "Bearer")]
    [InlineData("Bearer: abc", "")]
    [InlineData("Bearer\tabc", "")]
    [InlineData("Bearer,abc", "")]
    [InlineData("\"Bearer\" abc", "")]
    [InlineData("", "")]
    public void The_scheme_alone_is_found_without_reading_on(string value, string scheme) =>
        Assert.Equal(scheme, CredentialsParser.SchemeOf(value).ToString());

    [Fact]
    public void Finding_the_scheme_allocates_nothing()
    {
        _ = CredentialsParser.SchemeOf("Bearer abc");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var length = CredentialsParser.SchemeOf("Bearer abc").Length;

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(6, length);
    }

    private static Credentials Read(string value)
    {
        Assert.True(CredentialsParser.TryParse(value, out var credentials, out var fault), fault?.ToString());
        Assert.Null(fault);
        return credentials!;
    }
}
