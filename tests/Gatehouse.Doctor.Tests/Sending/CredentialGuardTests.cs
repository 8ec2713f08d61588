using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Sending;

namespace Gatehouse.Doctor.Tests.Sending;

public class CredentialGuardTests
{
    [Theory]
    [InlineData("https://api.example/other", null)]
    [InlineData("https://API.example/orders", null)]
    [InlineData("http://api.example/orders", "host")]
    [InlineData("https://api.example:8443/orders", "host")]
    [InlineData("https://evil.example/orders", "host")]
    [InlineData("https://api.example.evil.example/orders", "host")]
    public void A_credential_goes_to_the_origin_it_was_given_for_alone(string url, string? word)
    {
        var guard = new CredentialGuard(Some.Case(SeenAnswers.Bearer, null));
        var reason = guard.Forbids(SeenAnswers.Bearer with { Url = new Uri(url) });
        Assert.Equal(word is null, reason is null);
    }

    [Fact]
    public void A_credential_does_not_go_out_under_another_host_s_name() =>
        Assert.NotNull(
            new CredentialGuard(Some.Case(SeenAnswers.Bearer, null)).Forbids(
                SeenAnswers.Bearer with
                {
                    Headers = SeenAnswers.Bearer.Headers.With("Host", "evil.example"),
                }
            )
        );

    [Fact]
    public void A_password_is_sent_three_times_at_most_proofs_counted()
    {
        var guard = new CredentialGuard(Some.Case(SeenAnswers.Basic, null));
        Assert.Null(guard.Forbids(SeenAnswers.Basic));
        Assert.Null(guard.Forbids(Some.Get(), provesPassword: true));
        Assert.Null(guard.Forbids(SeenAnswers.Basic));
        Assert.NotNull(guard.Forbids(SeenAnswers.Basic));
        Assert.NotNull(guard.Forbids(Some.Get(), provesPassword: true));
        Assert.Null(guard.Forbids(Some.Get()));
    }

    [Theory]
    [InlineData("GET", false, true)]
    [InlineData("POST", false, false)]
    [InlineData("POST", true, true)]
    public void What_may_change_something_is_sent_only_when_it_is_asked_for(string method, bool asked, bool may)
    {
        var request = Some.Get() with { Method = method };
        var guard = new CredentialGuard(
            new CaseFile
            {
                Now = Some.Now,
                Subject = request,
                MayChange = asked,
            }
        );
        Assert.Equal(may, guard.Forbids(request) is null);
    }
}
