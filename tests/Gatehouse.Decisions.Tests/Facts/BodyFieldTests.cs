using System.Text;
using Gatehouse.Decisions.Facts;

namespace Gatehouse.Decisions.Tests.Facts;

public class BodyFieldTests
{
    [Theory]
    [InlineData("application/json", """{"api_key":"k"}""", 1, "k")]
    [InlineData("application/json; charset=utf-8", """{"a":{"api_key":"no"},"api_key":"k"}""", 1, "k")]
    [InlineData("application/json", """{"api_key":"k","api_key":"l"}""", 2, "k")]
    [InlineData("application/json", """{"\u0061pi_key":"k"}""", 1, "k")]
    [InlineData("application/json", """{"api_key":7}""", 0, null)]
    [InlineData("application/json", """{"api_key":"\ud800"}""", 1, "")]
    [InlineData("application/json", """{"api_key":"k" oops""", 1, "k")]
    [InlineData("application/json", """["api_key","k"]""", 0, null)]
    [InlineData("application/json", "", 0, null)]
    [InlineData("application/x-www-form-urlencoded", "a=1&api_key=k%2B1", 1, "k+1")]
    [InlineData("application/x-www-form-urlencoded", "api%5Fkey=k&api_key=l", 2, "k")]
    [InlineData("application/x-www-form-urlencoded", "api_key", 1, "")]
    [InlineData("text/plain", "api_key=k", 0, null)]
    [InlineData(null, "api_key=k", 0, null)]
    public void Field_is_found_as_often_as_it_stands_there(string? type, string body, int count, string? value)
    {
        Assert.Equal(count, BodyField.Count(type, Encoding.UTF8.GetBytes(body), "api_key", out var found));
        Assert.Equal(value, found);
    }

    [Theory]
    [InlineData("application/json", """{"api_key":"k","a":1}""", """{"a":1}""")]
    [InlineData("application/json", """{"a":1,"api_key":"k"}""", """{"a":1}""")]
    [InlineData("application/json", """{"api_key":"k"}""", "{}")]
    [InlineData("application/x-www-form-urlencoded", "a=1&api_key=k&b=2", "a=1&b=2")]
    [InlineData("application/x-www-form-urlencoded", "api%5fkey=k", "")]
    public void Upstream_gets_the_body_without_it(string type, string body, string rest) =>
        Assert.Equal(rest, Encoding.UTF8.GetString(BodyField.Without(type, Encoding.UTF8.GetBytes(body), "api_key")));
}
