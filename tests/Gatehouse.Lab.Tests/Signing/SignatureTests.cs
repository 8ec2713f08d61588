using System.Globalization;
using System.Text;
using Gatehouse.Lab.Signing;

namespace Gatehouse.Lab.Tests.Signing;

public class SignatureTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);

    // The published example of the service for an empty request: get-vanilla.
    [Fact]
    public void The_signature_is_the_one_that_the_service_publishes()
    {
        var request = new AwsRequest(
            "GET",
            "/",
            [
                KeyValuePair.Create("host", "example.amazonaws.com"),
                KeyValuePair.Create("x-amz-date", "20150830T123600Z"),
            ],
            AwsSignature.Hash([])
        );
        Assert.Equal(
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
            AwsSignature.Compute(
                request,
                "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                "20150830T123600Z",
                "20150830/us-east-1/service/aws4_request"
            )
        );
    }

    [Fact]
    public void The_order_of_parameters_does_not_matter_to_the_signature()
    {
        var request = new AwsRequest("GET", "/?b=2&a=1", [], AwsSignature.Hash([]));
        Assert.Equal(
            AwsSignature.Compute(request, "s", "20150830T123600Z", "20150830/r/s/aws4_request"),
            AwsSignature.Compute(
                request with
                {
                    Target = "/?a=1&b=2",
                },
                "s",
                "20150830T123600Z",
                "20150830/r/s/aws4_request"
            )
        );
    }

    [Theory]
    [InlineData(0, nameof(SignatureFault.None))]
    [InlineData(-300, nameof(SignatureFault.None))]
    [InlineData(-301, nameof(SignatureFault.TooFar))]
    [InlineData(301, nameof(SignatureFault.TooFar))]
    public void A_webhook_is_taken_within_five_minutes(int seconds, string fault)
    {
        var body = "{}"u8;
        var value = WebhookSignature.Sign(body, "secret", Now.AddSeconds(seconds));
        Assert.Equal(fault, WebhookSignature.Judge(value, body, "secret", Now).ToString());
    }

    [Fact]
    public void A_webhook_with_another_body_another_time_or_another_secret_does_not_match()
    {
        var value = WebhookSignature.Sign("{}"u8, "secret", Now);
        var later = value.Replace(
            Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            (Now.ToUnixTimeSeconds() + 1).ToString(CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
        Assert.Equal(SignatureFault.Mismatch, WebhookSignature.Judge(value, "{ }"u8, "secret", Now));
        Assert.Equal(SignatureFault.Mismatch, WebhookSignature.Judge(value, "{}"u8, "other", Now));
        Assert.Equal(SignatureFault.Mismatch, WebhookSignature.Judge(later, "{}"u8, "secret", Now));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("t=,v1=")]
    [InlineData("t=99999999999999999999,v1=00")]
    [InlineData("t=1,v1=00,v1=00")]
    public void What_is_no_signature_is_said_to_be_missing(string? value) =>
        Assert.Equal(
            SignatureFault.Missing,
            WebhookSignature.Judge(value, Encoding.UTF8.GetBytes("{}"), "secret", Now)
        );
}
