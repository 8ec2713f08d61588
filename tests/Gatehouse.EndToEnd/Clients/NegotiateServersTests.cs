using Gatehouse.Client;
using Gatehouse.Client.Schemes.Negotiate;
using Gatehouse.EndToEnd.Dress;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.EndToEnd.Clients;

/// <summary>The client's Negotiate in a realm of its own, at apache's <c>mod_auth_gssapi</c>.</summary>
public sealed class NegotiateServersTests
{
    [Fact]
    public async Task A_ticket_gets_in_and_goes_ahead_from_then_on_and_without_one_the_failure_says_so()
    {
        var missing = KerberosRealm.Needs.FirstOrDefault(file => !File.Exists(file));
        Assert.SkipWhen(missing is not null, $"Not run: {missing} is not installed.");
        await using var realm = await KerberosRealm.StartAsync();
        var recipe = new ApacheKerberosServer(realm.KeyTable);
        Assert.SkipWhen(recipe.Missing is not null, recipe.Missing ?? "");
        await using var server = await DressedServer.StartAsync(recipe, "Lab");
        var address = new UriBuilder(server.Address) { Host = "localhost" }.Uri;

        using (var nobody = new CountedClient(address, options => options.Negotiate()))
        {
            var error = await Assert.ThrowsAsync<AuthenticationFailedException>(() => nobody.GetAsync("/"));
            Assert.Contains("Negotiate cannot be answered: ", error.Message, StringComparison.Ordinal);
            Assert.Equal(Causes.Credentials.Missing, error.Cause);
            Assert.Equal(1, nobody.Sent);
        }

        await KerberosRealm.SignInAsync();
        using (
            var alice = new CountedClient(
                address,
                options => options.Negotiate(negotiate => negotiate.RequireServerProof = true)
            )
        )
        {
            Assert.Equal(200, await alice.GetAsync("/"));
            Assert.Equal(200, await alice.GetAsync("/index.html"));
            Assert.All(
                await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => alice.GetAsync("/"))),
                status => Assert.Equal(200, status)
            );
            Assert.Equal(23, alice.Sent);
        }

        using var stranger = new CountedClient(
            address,
            options => options.Negotiate(negotiate => negotiate.TargetName = "HTTP/elsewhere.example")
        );
        await Assert.ThrowsAsync<AuthenticationFailedException>(() => stranger.GetAsync("/"));
        Assert.Equal(1, stranger.Sent);
    }
}
