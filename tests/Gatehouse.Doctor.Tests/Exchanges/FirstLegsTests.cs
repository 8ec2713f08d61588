using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Tests.Exchanges;

public class FirstLegsTests
{
    private static readonly SentRequest Signed = SeenAnswers.Basic;

    [Fact]
    public void A_challenge_that_was_answered_well_is_no_refusal() =>
        Assert.Equal(200, StatusAskedAbout((Some.Get(), 401, false), (Signed, 200, false)));

    [Fact]
    public void Windows_authentication_takes_three_steps() =>
        Assert.Equal(
            200,
            StatusAskedAbout(
                (Some.Get(), 401, false),
                (Some.Get(("Authorization", "NTLM TlRMTVNTUAABAAAA")), 401, false),
                (Some.Get(("Authorization", "NTLM TlRMTVNTUAADAAAA")), 200, false)
            )
        );

    [Fact]
    public void A_page_renews_its_token_by_itself() =>
        Assert.Equal(200, StatusAskedAbout((SeenAnswers.Bearer, 401, true), (Signed, 200, true)));

    [Fact]
    public void Two_credentials_that_somebody_compares_are_not_one_sign_in() =>
        Assert.Equal(401, StatusAskedAbout((SeenAnswers.Bearer, 401, false), (Signed, 200, false)));

    [Fact]
    public void The_same_credentials_granted_later_do_not_settle_it() =>
        Assert.Equal(401, StatusAskedAbout((Signed, 401, true), (Signed, 200, true)));

    [Fact]
    public void A_redirect_to_sign_in_settles_nothing() =>
        Assert.Equal(401, StatusAskedAbout((Some.Get(), 401, false), (Signed, 302, false)));

    private static int StatusAskedAbout(params (SentRequest Request, int Status, bool Browser)[] seen)
    {
        var file = new CaseFile { Now = Some.Now };
        foreach (var (request, status, browser) in seen)
        {
            file.Add(
                new Exchange
                {
                    Label = "as given",
                    Request = request,
                    Answer = Some.Status(status, "", status == 302 ? [("Location", "/login")] : []),
                    Browser = browser ? new BrowserFacts() : null,
                }
            );
        }

        return file.Main!.Answer!.Status;
    }
}
