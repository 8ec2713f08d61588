using System.Net;
using System.Text.Json;
using Gatehouse.Protocol.Causes;
using static Gatehouse.Client.Tests.ScriptedServer;

namespace Gatehouse.Client.Tests.Schemes.Bearer;

public class BearerSchemeTests
{
    private static readonly Uri Orders = new("https://orders.example/");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_token_that_is_refused_too_ends_it()
    {
        var given = 0;
        var server = new ScriptedServer(_ => Refuse("Bearer error=\"invalid_token\", error_description=\"expired\""));
        using var client = ClientOf(server, bearer => bearer.Delegate((_, _) => new(new AccessToken($"t{++given}"))));

        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(() => client.GetAsync("a", Token));

        Assert.Equal((Causes.Token.Expired, 2, 2), (failure.Cause, server.Requests.Count, given));
    }

    [Fact]
    public async Task A_bare_401_gets_a_new_token_too()
    {
        var given = 0;
        var server = new ScriptedServer(request =>
            request.Authorization == "Bearer t2" ? new(HttpStatusCode.OK) : Refuse()
        );
        using var client = ClientOf(server, bearer => bearer.Delegate((_, _) => new(new AccessToken($"t{++given}"))));

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("a", Token)).StatusCode);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_token_for_something_else_is_not_renewed_since_the_next_would_be_the_same()
    {
        var given = 0;
        var server = new ScriptedServer(_ =>
            Refuse("Bearer error=\"invalid_token\", error_description=\"The audience 'a' is invalid\"")
        );
        using var client = ClientOf(server, bearer => bearer.Delegate((_, _) => new(new AccessToken($"t{++given}"))));

        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(() => client.GetAsync("a", Token));

        Assert.Equal((Causes.Token.AudienceMismatch, 1), (failure.Cause, given));
    }

    [Fact]
    public async Task No_request_goes_out_without_its_token()
    {
        var server = new ScriptedServer(_ => new(HttpStatusCode.OK));
        using var client = ClientOf(
            server,
            bearer => bearer.Delegate((_, _) => throw new InvalidOperationException("the vault is shut"))
        );

        var failure = await Assert.ThrowsAsync<ProviderUnavailableException>(() => client.GetAsync("a", Token));

        Assert.Equal("the vault is shut", failure.InnerException?.Message);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Each_request_with_a_bound_token_has_a_proof_of_its_own_with_the_servers_nonce()
    {
        var proofs = new List<JsonElement>();
        var server = new ScriptedServer(request =>
        {
            var proof = request.Fields["DPoP"].Split('.')[1];
            proofs.Add(JsonElement.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(proof)));
            var response = proofs[^1].TryGetProperty("nonce", out _)
                ? new HttpResponseMessage(HttpStatusCode.OK)
                : Refuse("DPoP error=\"use_dpop_nonce\"");
            response.Headers.TryAddWithoutValidation("DPoP-Nonce", $"n{proofs.Count}");
            return response;
        });
        var options = new AuthenticationOptions()
            .At(Orders)
            .Dpop(bearer => bearer.Delegate((_, _) => new(new AccessToken("t", type: "DPoP"))));
        using var client = new HttpClient(new AuthenticationHandler(options, server)) { BaseAddress = Orders };

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("a?b=c", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("d", new StringContent("x"), Token)).StatusCode);

        Assert.Equal([null, "n1", "n2"], proofs.Select(proof => TextOf(proof, "nonce")));
        Assert.Equal(
            ["https://orders.example/a", "https://orders.example/a", "https://orders.example/d"],
            proofs.Select(proof => TextOf(proof, "htu"))
        );
        Assert.Equal("POST", TextOf(proofs[2], "htm"));
        Assert.Equal(3, proofs.Select(proof => TextOf(proof, "jti")).Distinct().Count());
        Assert.All(server.Requests, request => Assert.Equal("DPoP t", request.Authorization));
    }

    [Fact]
    public async Task A_token_that_is_bound_to_nothing_goes_without_a_proof()
    {
        var server = new ScriptedServer(_ => new(HttpStatusCode.OK));
        var options = new AuthenticationOptions()
            .At(Orders)
            .Dpop(bearer => bearer.Delegate((_, _) => new(new AccessToken("t"))));
        using var client = new HttpClient(new AuthenticationHandler(options, server)) { BaseAddress = Orders };

        await client.GetAsync("a", Token);

        var request = Assert.Single(server.Requests);
        Assert.Equal("Bearer t", request.Authorization);
        Assert.False(request.Fields.ContainsKey("DPoP"));
    }

    private static string? TextOf(JsonElement proof, string name) =>
        proof.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static HttpClient ClientOf(HttpMessageHandler server, Action<BearerOptions> configure) =>
        new(new AuthenticationHandler(new AuthenticationOptions().At(Orders).Bearer(configure), server))
        {
            BaseAddress = Orders,
        };
}
