using Gatehouse.Doctor.Intake;
using Gatehouse.Doctor.Intake.Recordings;

namespace Gatehouse.Doctor.Tests.Intake.Recordings;

public class RecordingIntakeTests
{
    [Fact]
    public void Entries_are_read_in_the_order_of_their_times_with_the_refusal_last()
    {
        var file = RecordingIntake.Read(
            """
            {"log":{"version":"1.2","creator":{"name":"Firefox"},"pages":[{"id":"p","title":"https://app.example/"}],"entries":[
             {"startedDateTime":"2026-11-21T10:00:02Z","pageref":"p","_resourceType":"fetch","request":{"method":"GET","url":"https://api.example/x","headers":[{"name":":authority","value":"api.example"},{"name":"Authorization","value":"Bearer abc"}]},"response":{"status":401,"statusText":"","headers":[],"content":{"text":"bm8=","encoding":"base64"}},"timings":{"wait":12.5}},
             {"startedDateTime":"2026-11-21T10:00:01Z","request":{"method":"POST","url":"https://api.example/login","headers":[],"postData":{"params":[{"name":"u","value":"me"}]}},"response":{"status":200,"headers":[{"name":"Set-Cookie","value":"a=1\nb=2"}],"content":{}}},
             {"startedDateTime":"2026-11-21T10:00:03Z","request":{"method":"GET","url":"https://api.example/favicon.ico","headers":[]},"response":{"status":404,"headers":[],"content":{}}},
             {"startedDateTime":"2026-11-21T10:00:04Z","request":{"method":"GET","url":"https://api.example/y","headers":[]},"response":{"status":0,"_error":"net::ERR_FAILED","headers":[],"content":{}}}
            ]}}
            """,
            Some.Now
        );
        Assert.Equal("https://api.example/x", file.Main!.Request!.Url!.ToString());
        Assert.Equal("no", file.Main.Answer!.Body);
        Assert.Equal("api.example", file.Main.Request.Headers["Host"]);
        Assert.Equal("https://app.example/", file.Main.Browser!.Page!.ToString());
        Assert.Equal("Bearer abc", file.Subject!.Authorization);
        Assert.Equal(["a=1", "b=2"], file.Note<Recording>()!.SetCookies.Select(cookie => cookie.Line));
        Assert.Contains(file.Exchanges, exchange => exchange.Failure?.Text == "net::ERR_FAILED");
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 10, 0, 4, TimeSpan.Zero), file.Now);
    }

    [Fact]
    public void A_refusal_that_the_same_request_got_over_is_not_what_is_asked_about() =>
        Assert.Equal(
            200,
            RecordingIntake
                .Read(
                    """
                    {"log":{"entries":[
                     {"startedDateTime":"2026-11-21T10:00:01Z","request":{"method":"GET","url":"https://a.example/x","headers":[]},"response":{"status":401,"headers":[]}},
                     {"startedDateTime":"2026-11-21T10:00:02Z","request":{"method":"GET","url":"https://a.example/x","headers":[]},"response":{"status":200,"headers":[]}},
                     {"startedDateTime":"2026-11-21T10:00:03Z","request":{"method":"GET","url":"https://ads.example/y","headers":[]},"response":{"status":0,"_error":"net::ERR_BLOCKED_BY_CLIENT","headers":[]}}
                    ]}}
                    """,
                    Some.Now
                )
                .Main!.Answer!.Status
        );

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"log\":{}}")]
    [InlineData("{\"log\":{\"entries\":[]}}")]
    [InlineData("{\"log\":{\"entries\":[{\"request\"")]
    public void What_is_no_recording_is_told(string text) =>
        Assert.Throws<IntakeException>(() => RecordingIntake.Read(text, Some.Now));

    [Theory]
    [InlineData("{\"log\":{\"entries\":[{}]}}")]
    [InlineData("{\"log\":{\"entries\":[{\"request\":3,\"response\":{\"status\":\"x\",\"headers\":{}}}]}}")]
    public void Entries_that_lack_nearly_all_break_nothing(string text) =>
        Assert.Single(RecordingIntake.Read(text, Some.Now).Exchanges);
}
