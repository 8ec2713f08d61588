using System.Text.Json;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Seeing;

public sealed class CureTests
{
    private static readonly (string Name, string Value) Program = ("User-Agent", "orders/1.0");

    [Fact]
    public async Task A_client_that_gets_through_with_a_new_token_cures_its_refusal()
    {
        await using var gateway = await SeeingGateway.StartAsync();
        using var refused = await gateway.GetAsync("/orders/1", Program, Bearer(gateway.ExpiredToken("service-1")));
        var reference = refused.Headers.GetValues("Gatehouse-Reference").Single();
        gateway.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(200, (await gateway.AskAsync("/orders/1", Program, Bearer(gateway.Token()))).Status);
        await gateway.StopAsync();

        var explained = await RunAsync(gateway, "explain", reference, "--json");
        Assert.Equal("new-credentials", explained.GetProperty("cured").GetProperty("by").GetString());
        var shown = await RunAsync(gateway, "cause", "show", "token.expired", "--json");
        Assert.Equal(1, shown.GetProperty("cured")[0].GetProperty("count").GetInt64());
        var counted = await RunAsync(gateway, "denials", "stats", "--cured", "--since", "3650d", "--json");
        Assert.Equal("token.expired", counted[0].GetProperty("cause").GetString());
        Assert.Equal("new-credentials", counted[0].GetProperty("by").GetString());
    }

    [Fact]
    public async Task Another_service_behind_the_same_address_cures_nothing()
    {
        await using var gateway = await SeeingGateway.StartAsync();
        var other = gateway.Token(claims => claims["sub"] = "service-2");
        await gateway.AskAsync("/orders/1", Program, Bearer(other));
        await gateway.AskAsync("/orders/1", Program, Bearer(gateway.ExpiredToken("service-1")));
        await gateway.AskAsync("/orders/1", Program, Bearer(other));
        await gateway.AskAsync("/orders/1", Program, Bearer(gateway.Token(claims => claims["sub"] = "service-3")));

        // Another program, and another route.
        await gateway.AskAsync("/orders/1", ("User-Agent", "other/1.0"), Bearer(gateway.Token()));
        await gateway.AskAsync("/public/1", Program);
        await gateway.StopAsync();

        var counted = await RunAsync(gateway, "denials", "stats", "--cured", "--since", "3650d", "--json");
        Assert.Equal(0, counted.GetArrayLength());
    }

    [Fact]
    public async Task Credentials_that_are_given_after_none_cure()
    {
        await using var gateway = await SeeingGateway.StartAsync();
        await gateway.AskAsync("/clerks/1", Program);
        await gateway.AskAsync("/clerks/1", Program, SeeingGateway.Basic("alice"));
        await gateway.StopAsync();

        var counted = await RunAsync(gateway, "denials", "stats", "--cured", "--since", "3650d", "--json");
        Assert.Equal("credentials.missing", counted[0].GetProperty("cause").GetString());
        Assert.Equal("credentials-given", counted[0].GetProperty("by").GetString());
    }

    private static (string Name, string Value) Bearer(string token) => SeeingGateway.Bearer(token);

    private static async Task<JsonElement> RunAsync(SeeingGateway gateway, params string[] arguments)
    {
        var ran = await GatehouseProgram.RunAsync(
            [.. arguments, "--data", Path.Combine(gateway.Folder, "data")],
            input: null,
            gateway.Folder
        );
        return JsonDocument.Parse(ran.Good()).RootElement;
    }
}
