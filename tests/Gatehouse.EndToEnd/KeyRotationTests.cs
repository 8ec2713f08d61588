using System.Net;
using System.Text.Json;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd;

public sealed class KeyRotationTests(SignInSite site) : IClassFixture<SignInSite>
{
    [Fact]
    public async Task Rotated_keys_are_used_without_a_restart_and_old_ones_go_on_being_understood()
    {
        using var client = site.NewClient();
        var page = await (await client.GoAsync("/_gatehouse/sign-in")).Content.ReadAsStringAsync();
        using var refused = await client.GetAsync("/x");
        var reference = refused.Headers.GetValues("Gatehouse-Reference").Single();
        var before = await KeySetAsync(client);

        (await site.Gateway.CommandAsync("keyring", "rotate")).Good();
        await Eventually.HoldsAsync(
            () => KeySetAsync(client),
            now => now.Contains(before.Split('|')[0], StringComparison.Ordinal) && now.Split('|').Length == 2
        );

        // Published at once, used when every process of the site knows it.
        await Eventually.HoldsAsync(
            () => Task.FromResult(site.Gateway.Said),
            said => said.Contains("the new ones are in use", StringComparison.Ordinal)
        );
        using var done = await client.PostAsync(
            "/_gatehouse/sign-in",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["csrf_token"] = SignInSite.HiddenField(page, "csrf_token"),
                ["name"] = "alice",
                ["password"] = SignInSite.Password,
            }
        );
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        (await site.Gateway.CommandAsync("explain", reference)).Good();
        var echo = await UpstreamSite.Echo.ReadAsync(await client.GoAsync("/x"));
        var header = echo.Values("Gatehouse-Assertion").Single().Split('.')[0];
        using var json = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(header));
        var kid = json.RootElement.GetProperty("kid").GetString();
        Assert.NotEqual(before, kid);
        Assert.Contains(kid!, await KeySetAsync(client), StringComparison.Ordinal);
    }

    private static async Task<string> KeySetAsync(CookieClient client)
    {
        using var answer = await client.GetAsync("/_gatehouse/jwks");
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return string.Join(
            '|',
            json.RootElement.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString())
        );
    }
}
