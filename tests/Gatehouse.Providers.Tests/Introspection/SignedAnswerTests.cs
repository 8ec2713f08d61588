using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.Decisions.Providers;
using Gatehouse.Protocol.Jose;
using Gatehouse.Providers.Tests.SignIn;
using Gatehouse.TestKit;

namespace Gatehouse.Providers.Tests.Introspection;

/// <summary>Answers that the issuer signs (RFC 9701).</summary>
public sealed class SignedAnswerTests : IDisposable
{
    private const string Type = "token-introspection+jwt";

    private readonly SigningKey _key = SigningKey.CreateEs256();

    public static TheoryData<string, string, string> Faults { get; } =
        new()
        {
            { "iss", "\"https://other.example\"", "names another issuer" },
            { "iss", "null", "" },
            { "aud", "\"other\"", "is for another client" },
            { "aud", "[]", "is for another client" },
            { "iat", "1", "was not made just now" },
            { "iat", "9999999999", "was not made just now" },
            { "token_introspection", "\"active\"", "has no `token_introspection`" },
            { "token_introspection", "{\"active\":\"true\",\"sub\":\"service-1\"}", "no boolean" },
            { "token_introspection", "{\"sub\":\"service-1\"}", "without `active`" },
        };

    [Fact]
    public async Task Signed_answer_is_taken_and_asked_for()
    {
        await using var issuer = Issuer();
        issuer.Answer = _ => StubHandler.Json(Signed(issuer));
        Assert.Equal("service-1", (await issuer.AskAsync()).Claims!.Subject);
        Assert.Equal("application/token-introspection+jwt", issuer.Last!.Headers.Accept.ToString());
        issuer.Answer = _ =>
            StubHandler.Json(
                Signed(issuer, claims => claims["token_introspection"] = new JsonObject { ["active"] = false })
            );
        var said = await issuer.AskAsync("other");
        Assert.Null(said.Claims);
        Assert.Null(said.Problem);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Claim_that_does_not_fit_makes_it_say_nothing(string claim, string value, string problem)
    {
        await using var issuer = Issuer();
        issuer.Answer = _ => StubHandler.Json(Signed(issuer, claims => claims[claim] = JsonNode.Parse(value)));
        var told = await issuer.ProblemAsync();
        Assert.StartsWith("provider.misconfigured: ", told, StringComparison.Ordinal);
        Assert.Contains(problem, told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("JWT")]
    [InlineData("at+jwt")]
    public async Task Token_of_another_kind_by_the_same_issuer_is_no_answer(string type)
    {
        await using var issuer = Issuer();
        issuer.Answer = _ => StubHandler.Json(Signed(issuer, type: type));
        Assert.Contains("is of another type", await issuer.ProblemAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_that_is_plain_or_signed_by_another_says_nothing()
    {
        await using var issuer = Issuer();
        Assert.Contains("answered no signed JWT", await issuer.ProblemAsync(), StringComparison.Ordinal);
        using var stranger = SigningKey.CreateEs256();
        issuer.Answer = _ => StubHandler.Json(Signed(issuer, key: stranger));
        Assert.Contains("none of the issuer's keys", await issuer.ProblemAsync("other"), StringComparison.Ordinal);
        var whole = Signed(issuer);
        issuer.Answer = _ => StubHandler.Json(whole[..^4] + "AAAA");
        Assert.Contains("none of the issuer's keys", await issuer.ProblemAsync("third"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProviderState.Unreachable, "provider.unreachable")]
    [InlineData(ProviderState.Misconfigured, "provider.misconfigured")]
    public async Task Issuer_whose_keys_cannot_be_had_says_nothing(ProviderState state, string cause)
    {
        var keys = new TestProvider("legacy", SignInExchange.Issuer, audience: null) { State = state };
        await using var issuer = new AskedIssuer(options => options with { ClientId = "gatehouse", SignedBy = keys });
        issuer.Answer = _ => StubHandler.Json(Signed(issuer));
        Assert.StartsWith(cause, await issuer.ProblemAsync(), StringComparison.Ordinal);
    }

    public void Dispose() => _key.Dispose();

    private AskedIssuer Issuer() =>
        new(options => options with { ClientId = "gatehouse", SignedBy = new FixedKeys(_key.ToVerificationKey()) });

    private string Signed(
        AskedIssuer issuer,
        Action<JsonObject>? change = null,
        string type = Type,
        SigningKey? key = null
    )
    {
        var claims = new JsonObject
        {
            ["iss"] = SignInExchange.Issuer,
            ["aud"] = "gatehouse",
            ["iat"] = issuer.Clock.GetUtcNow().ToUnixTimeSeconds(),
            ["token_introspection"] = JsonNode.Parse(AskedIssuer.Active()),
        };
        change?.Invoke(claims);
        return (key ?? _key).Sign(type, JsonSerializer.SerializeToUtf8Bytes(claims));
    }
}
