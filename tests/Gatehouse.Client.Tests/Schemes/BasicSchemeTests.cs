using System.Net;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Tests.Schemes;

public class BasicSchemeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_challenge_is_answered_and_the_next_request_goes_ahead_of_it()
    {
        await using var lab = await LabClient.StartAsync();
        var client = lab.With(options => options.Basic("alice", LabClient.Password));

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("credentials.missing", Token)).StatusCode);
        Assert.Equal(2, lab.Arrived("credentials.missing"));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("credentials.missing", Token)).StatusCode);
        Assert.Equal(3, lab.Arrived("credentials.missing"));
    }

    [Fact]
    public async Task A_wrong_password_is_sent_twice_at_most_and_says_why()
    {
        await using var lab = await LabClient.StartAsync();
        var client = lab.With(options => options.Basic("alice", "wrong"));

        var failures = new List<AuthenticationFailedException>();
        for (var i = 0; i < 5; i++)
        {
            failures.Add(
                await Assert.ThrowsAsync<AuthenticationFailedException>(() =>
                    client.GetAsync("credentials.missing", Token)
                )
            );
        }

        Assert.All(failures, failure => Assert.Equal(Causes.Credentials.Rejected, failure.Cause));
        Assert.All(failures, failure => Assert.DoesNotContain("wrong\"", failure.ToString(), StringComparison.Ordinal));
        Assert.Equal(2, lab.Lab.Requests.Count(request => request.Lines("Authorization").Any()));
    }
}
