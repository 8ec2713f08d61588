using System.Net;
using Gatehouse.EndToEnd.Harness;
using static Gatehouse.EndToEnd.Harness.OrdersSite;

namespace Gatehouse.EndToEnd;

public sealed class RevocationTests(OrdersSite site) : IClassFixture<OrdersSite>
{
    [Fact]
    public async Task Disabled_user_is_refused_at_the_next_request_although_remembered()
    {
        await site.AddUserAsync("ralf", Password, "clerk");
        var (_, key) = await site.CreateKeyAsync("ralf");
        await Expect(HttpStatusCode.OK, Basic("ralf", Password));
        await Expect(HttpStatusCode.OK, Field("X-Api-Key", key));
        (await site.Gateway.CommandAsync("user", "disable", "ralf")).Good();
        await Expect(HttpStatusCode.Unauthorized, Basic("ralf", Password));
        await Expect(HttpStatusCode.Unauthorized, Field("X-Api-Key", key));
        (await site.Gateway.CommandAsync("user", "enable", "ralf")).Good();
        await Expect(HttpStatusCode.OK, Basic("ralf", Password));
    }

    [Fact]
    public async Task Old_password_is_refused_at_the_next_request_although_remembered()
    {
        await site.AddUserAsync("otto", Password, "clerk");
        await Expect(HttpStatusCode.OK, Basic("otto", Password));
        (
            await site.Gateway.CommandWithInputAsync(
                "another password\n",
                "user",
                "password",
                "otto",
                "--password-stdin"
            )
        ).Good();
        await Expect(HttpStatusCode.Unauthorized, Basic("otto", Password));
        await Expect(HttpStatusCode.OK, Basic("otto", "another password"));
    }

    [Fact]
    public async Task Role_that_is_taken_away_is_gone_at_the_next_request()
    {
        await site.AddUserAsync("rosa", Password, "clerk");
        await Expect(HttpStatusCode.OK, Basic("rosa", Password));
        (await site.Gateway.CommandAsync("user", "role", "rosa", "--remove", "clerk")).Good();
        await Expect(HttpStatusCode.Forbidden, Basic("rosa", Password));
    }

    [Fact]
    public async Task Rotated_key_holds_for_its_overlap_beside_its_successor()
    {
        var (id, key) = await site.CreateKeyAsync("alice");
        var successor = (await site.Gateway.CommandAsync("key", "rotate", id, "--overlap", "1h")).Good().Trim();
        await Expect(HttpStatusCode.OK, Field("X-Api-Key", key));
        await Expect(HttpStatusCode.OK, Field("X-Api-Key", successor));
        (await site.Gateway.CommandAsync("key", "revoke", id)).Good();
        await Expect(HttpStatusCode.Unauthorized, Field("X-Api-Key", key));
        await Expect(HttpStatusCode.OK, Field("X-Api-Key", successor));
    }

    [Fact]
    public async Task Removed_user_is_unknown_at_the_next_request()
    {
        await site.AddUserAsync("rene", Password, "clerk");
        await Expect(HttpStatusCode.OK, Basic("rene", Password));
        (await site.Gateway.CommandAsync("user", "remove", "rene")).Good();
        await Expect(HttpStatusCode.Unauthorized, Basic("rene", Password));
    }

    private async Task Expect(HttpStatusCode status, Action<HttpRequestMessage> credentials)
    {
        using var response = await site.GetAsync("/api/x", credentials);
        Assert.Equal(status, response.StatusCode);
    }
}
