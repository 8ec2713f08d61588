using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Keys;

namespace Gatehouse.Doctor.Tests.Rules.Keys;

public class SessionTokenRuleTests
{
    private const string Signed =
        "AWS4-HMAC-SHA256 Credential=ASIAOPENSESAME000000/20261121/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=00";

    [Fact]
    public void A_temporary_key_needs_its_session_token_and_the_right_time_and_region() =>
        Assert.Equal(
            ["credentials.incomplete Decisive", "signature.clock-skewed Decisive", "endpoint.wrong-host Decisive"],
            Says(
                "https://bucket.s3.us-east-1.amazonaws.com/x",
                ("Authorization", Signed),
                ("X-Amz-Date", "20261121T113000Z")
            )
        );

    [Fact]
    public void A_signed_address_ends() =>
        Assert.Equal(
            ["token.expired Decisive"],
            Says(
                "https://bucket.s3.eu-west-1.amazonaws.com/x?X-Amz-Credential=AKIAOPENSESAME000000%2F20261121%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Date=20261121T103000Z&X-Amz-Expires=900&X-Amz-Signature=00"
            )
        );

    [Fact]
    public void A_whole_and_timely_signature_is_left_alone() =>
        Assert.Empty(
            Says(
                "https://bucket.s3.eu-west-1.amazonaws.com/x",
                ("Authorization", Signed),
                ("X-Amz-Date", "20261121T115930Z"),
                ("X-Amz-Security-Token", "open-sesame")
            )
        );

    private static IReadOnlyList<string> Says(string url, params (string, string)[] headers) =>
        Some.Says<SessionTokenRule>(
            Some.Case(SentRequest.For(new Uri(url)) with { Headers = HeaderLines.Of(headers) }, Some.Status(403))
        );
}
