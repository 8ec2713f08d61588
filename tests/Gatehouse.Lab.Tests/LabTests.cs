using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Tests;

public class LabTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static AuthenticationHeaderValue Alice { get; } =
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{LabAccount.Alice}:{LabAccount.Password}")));

    [Fact]
    public async Task The_resource_works_for_who_brings_good_credentials_and_for_nobody_else()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(lab.Resource, Cancellation)).StatusCode);
        client.DefaultRequestHeaders.Authorization = Alice;
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(lab.Resource, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task A_cause_ordered_once_refuses_one_request()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = new HttpClient { DefaultRequestHeaders = { Authorization = Alice } };
        lab.Cause("credentials.rejected").Once();

        var refused = await client.GetAsync(lab.Resource, Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("Basic", Assert.Single(refused.Headers.WwwAuthenticate).Scheme);
        Assert.Contains(
            "credentials.rejected",
            await refused.Content.ReadAsStringAsync(Cancellation),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(lab.Resource, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Orders_are_carried_out_one_after_the_other_and_can_be_taken_back()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = new HttpClient { DefaultRequestHeaders = { Authorization = Alice } };
        lab.Cause("refusal.as-forbidden").Times(2);
        lab.Cause("challenge.missing").Always();
        HttpStatusCode[] expected = [HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized];
        foreach (var status in expected.Append(HttpStatusCode.Unauthorized))
        {
            Assert.Equal(status, (await client.GetAsync(lab.Resource, Cancellation)).StatusCode);
        }

        Assert.All(lab.Requests, request => Assert.Equal("/orders", request.Target));
        lab.Cause("challenge.missing").Never();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(lab.Resource, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task What_arrived_is_told_whole_with_what_became_of_it()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, lab.Cause("user.unknown").Url + "/below?a=1");
        request.Headers.Authorization = new("Basic", Convert.ToBase64String("nobody:here"u8));
        await client.SendAsync(request, Cancellation);

        var arrived = Assert.Single(lab.Cause("user.unknown").Arrived);
        Assert.Equal("/user.unknown/below?a=1", arrived.Target);
        Assert.Equal("Basic bm9ib2R5OmhlcmU=", Assert.Single(arrived.Lines("authorization")));
        Assert.Equal(401, arrived.Status);
        Assert.Equal(Causes.User.Unknown, arrived.Cause);
        Assert.Empty(lab.Cause("user.disabled").Arrived);
        lab.ClearRequests();
        Assert.Empty(lab.Requests);
    }

    [Fact]
    public async Task Two_labs_know_nothing_of_each_other()
    {
        await using var one = await Lab.StartAsync(cancellationToken: Cancellation);
        await using var other = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = new HttpClient();
        var key = await client.GetStringAsync(new Uri(one.Url, "_lab/key"), Cancellation);
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        one.Cause("challenge.missing").Always();

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(one.Resource, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(other.Resource, Cancellation)).StatusCode);
        Assert.DoesNotContain(other.Requests, request => request.Target.Contains("key", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("token.spoiled", "the catalogue has no cause token.spoiled")]
    [InlineData("", "the catalogue has no cause ")]
    public async Task An_unknown_cause_is_said_to_be_one(string id, string sentence)
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        Assert.StartsWith(
            sentence,
            Assert.Throws<ArgumentException>(() => lab.Cause(id)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Every_place_has_an_address_of_its_own()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        var places = Enum.GetValues<LabPlace>().Where(place => place != LabPlace.Ipv6).Select(lab.AddressOf).ToList();
        Assert.Equal(places.Count, places.Distinct().Count());
        using var client = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            client.GetAsync(lab.AddressOf(LabPlace.Dead), Cancellation)
        );
    }

    [Fact]
    public async Task A_taken_port_is_said_to_be_taken()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        var options = new LabOptions { Port = lab.Url.Port };
        await Assert.ThrowsAnyAsync<IOException>(() => Lab.StartAsync(options, Cancellation));
    }

    [Fact]
    public async Task No_key_and_no_certificate_is_made_before_it_is_asked_for()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = new HttpClient();
        await client.GetAsync(lab.Resource, Cancellation);
        Assert.NotEmpty(lab.Causes);
        Assert.False(lab.Parts.Authority.IsUsed);
        Assert.False(lab.Parts.Providers.HaveKeys);

        await client.GetAsync(new Uri(lab.Url, "idp/jwks"), Cancellation);
        await client.GetAsync(new Uri(lab.Url, "_lab/authority.pem"), Cancellation);
        Assert.True(lab.Parts.Authority.IsUsed);
        Assert.True(lab.Parts.Providers.HaveKeys);
    }

    [Fact]
    public async Task Requests_that_come_before_the_exhibits_are_there_wait_for_them()
    {
        for (var i = 0; i < 20; i++)
        {
            await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
            using var client = new HttpClient();
            var answers = await Task.WhenAll(
                client.GetAsync(new Uri(lab.Url, "credentials.missing"), Cancellation),
                client.GetAsync(lab.Resource, Cancellation),
                client.GetAsync(lab.Url, Cancellation)
            );
            HttpStatusCode[] expected = [HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK];
            Assert.Equal(expected, answers.Select(answer => answer.StatusCode));
        }
    }

    [Fact]
    public async Task A_lab_can_be_given_up_as_soon_as_it_has_started()
    {
        for (var i = 0; i < 20; i++)
        {
            await (await Lab.StartAsync(cancellationToken: Cancellation)).DisposeAsync();
        }
    }

    [Fact]
    public async Task A_request_is_there_as_soon_as_its_answer_begins()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = new HttpClient();
        for (var i = 1; i <= 50; i++)
        {
            await client.GetAsync(
                lab.Cause("challenge.missing").Url,
                HttpCompletionOption.ResponseHeadersRead,
                Cancellation
            );
            Assert.Equal(i, lab.Cause("challenge.missing").Arrived.Count);
        }
    }

    [Fact]
    public async Task A_connection_that_the_lab_gives_up_has_no_status()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = new HttpClient { DefaultRequestHeaders = { Authorization = Alice } };
        for (var i = 1; i <= 20; i++)
        {
            lab.Cause("tls.failed").Once();
            await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(lab.Resource, Cancellation));
            Assert.Equal(i, lab.Requests.Count(request => request.Status == 0));
        }
    }
}
