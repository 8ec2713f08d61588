using System.Net;
using Gatehouse.Client.Schemes.Basic;
using Gatehouse.Lab;

namespace Gatehouse.Client.Tests.Flow;

public sealed class WaitingTests
{
    [Fact]
    public async Task After_a_wait_the_challenge_that_was_answered_is_not_waited_for_again()
    {
        await using var lab = await LabClient.StartAsync();
        var client = lab.With(options =>
        {
            options.Basic("alice", LabClient.Password).MaximumWait = TimeSpan.FromHours(1);
            options.Clock = new LeapingClock();
        });
        lab.Lab.Cause("server.maintenance").Once();

        using var response = await client.GetAsync(lab.Lab.Resource, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([401, 503, 200], lab.Lab.Requests.Where(LabClient.IsToResource).Select(request => request.Status));
    }
}
