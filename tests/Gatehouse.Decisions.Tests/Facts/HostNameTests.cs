using Gatehouse.Decisions.Facts;

namespace Gatehouse.Decisions.Tests.Facts;

public class HostNameTests
{
    [Theory]
    [InlineData("api.example", "api.example")]
    [InlineData("API.Example", "api.example")]
    [InlineData("api.example.", "api.example")]
    [InlineData("api.example..", "api.example")]
    [InlineData("api.example.:8080", "api.example")]
    [InlineData("API.EXAMPLE:443", "api.example")]
    [InlineData("[2001:DB8::1]:443", "[2001:db8::1]")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData(".", "")]
    public void Host_has_one_form(string? given, string folded) => Assert.Equal(folded, HostName.Fold(given));
}
