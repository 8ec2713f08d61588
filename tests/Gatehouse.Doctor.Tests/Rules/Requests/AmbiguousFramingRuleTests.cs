using Gatehouse.Doctor.Rules.Requests;

namespace Gatehouse.Doctor.Tests.Rules.Requests;

public class AmbiguousFramingRuleTests
{
    [Theory]
    [InlineData(400, "request.framing-ambiguous Decisive")]
    [InlineData(401, "request.framing-ambiguous Moderate")]
    public void A_request_with_two_lengths_can_be_read_in_two_ways(int status, string said)
    {
        Assert.Equal([said], Says(status, ("Content-Length", "4"), ("Transfer-Encoding", "chunked")));
        Assert.Equal([said], Says(status, ("Content-Length", "4"), ("Content-Length", "5")));
    }

    [Fact]
    public void One_length_or_the_same_twice_is_no_matter()
    {
        Assert.Empty(Says(400, ("Content-Length", "4")));
        Assert.Empty(Says(400, ("Content-Length", "4"), ("Content-Length", "4")));
        Assert.Empty(Says(400, ("Transfer-Encoding", "chunked")));
        Assert.Empty(Says(200, ("Content-Length", "4"), ("Transfer-Encoding", "chunked")));
    }

    private static IReadOnlyList<string> Says(int status, params (string, string)[] headers) =>
        Some.Says<AmbiguousFramingRule>(Some.Case(Some.Get(headers), Some.Status(status)));
}
