using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Sending;

namespace Gatehouse.Doctor.Tests.Sending;

public class CredentialGuardTests
{
    [Theory]
    [InlineData("https://api.example/other", true)]
    [InlineData("https://API.example/orders", true)]
    [InlineData("https://api.example:8443/orders", false)]
    [InlineData("http://api.example/orders", false)]
    [InlineData("https://files.example/orders", false)]
    [InlineData("https://api.example.evil.example/orders", false)]
    public void A_credential_goes_to_the_origin_it_was_given_for_alone(string url, bool may) =>
        Assert.Equal(may, GuardOf(SeenAnswers.Bearer).Forbids(To(SeenAnswers.Bearer, url)) is null);

    [Fact]
    public void What_carries_no_credential_may_go_anywhere() =>
        Assert.Null(GuardOf(SeenAnswers.Bearer).Forbids(To(Some.Get(), "http://files.example/")));

    [Fact]
    public void A_password_is_sent_three_times_at_most_and_proofs_of_it_count()
    {
        var guard = GuardOf(SeenAnswers.Basic);
        Assert.Null(guard.Forbids(SeenAnswers.Basic));
        Assert.Null(guard.Forbids(SeenAnswers.Basic));
        Assert.Null(guard.Forbids(Some.Get(("Authorization", "Digest username=\"alice\"")), provesPassword: true));
        Assert.NotNull(guard.Forbids(SeenAnswers.Basic));
        Assert.NotNull(guard.Forbids(Some.Get(), provesPassword: true));
    }

    [Fact]
    public void A_token_may_be_repeated()
    {
        var guard = GuardOf(SeenAnswers.Bearer);
        Assert.All(Enumerable.Range(0, 10), _ => Assert.Null(guard.Forbids(SeenAnswers.Bearer)));
    }

    [Fact]
    public void A_secret_hidden_in_an_address_or_body_is_found()
    {
        var guard = GuardOf(SeenAnswers.Bearer);
        Assert.NotNull(guard.Forbids(To(Some.Get(), "https://files.example/?x=abc")));
        Assert.NotNull(guard.Forbids(To(Some.Get(), "https://files.example/") with { Body = "{\"t\":\"abc\"}" }));
    }

    private static CredentialGuard GuardOf(SentRequest subject) =>
        new(new CaseFile { Now = Some.Now, Subject = subject });

    private static SentRequest To(SentRequest request, string url) => request with { Url = new Uri(url) };
}
