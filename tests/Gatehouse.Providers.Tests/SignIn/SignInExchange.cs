using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.Decisions.Findings;
using Gatehouse.Protocol.Jose;
using Gatehouse.Providers.SignIn;
using Gatehouse.TestKit;

namespace Gatehouse.Providers.Tests.SignIn;

/// <summary>A provider whose tokens a test makes, and a client that asks it.</summary>
internal sealed class SignInExchange : IDisposable
{
    public const string Issuer = "https://127.0.0.1:4000";
    public const string AccessToken = "an access token";

    private readonly SigningKey _key = SigningKey.CreateEs256();
    private readonly StubHandler _handler;

    public SignInExchange(Func<SignInOptions, SignInOptions>? change = null)
    {
        _handler = new StubHandler(Answer);
        var options = new SignInOptions
        {
            Name = "corp",
            Issuer = Issuer,
            ClientId = "gatehouse",
            ClientSecret = "a:secret",
        };
        Client = OidcClient.Create(
            change?.Invoke(options) ?? options,
            new FixedKeys(_key.ToVerificationKey()),
            Clock,
            _handler
        );
    }

    public ManualTimeProvider Clock { get; } = new();

    public OidcClient Client { get; }

    /// <summary>What the provider's userinfo says of the person.</summary>
    public string UserInfo { get; set; } = """{"sub":"248","preferred_username":"alice"}""";

    /// <summary>Further members of the provider's metadata.</summary>
    public string Metadata { get; set; } = "";

    /// <summary>The last request for tokens.</summary>
    public (string? Authorization, string Form) Asked { get; private set; }

    /// <summary>A good ID token but for what is changed.</summary>
    public string IdToken(Action<JsonObject>? change = null, SigningKey? key = null, string type = "JWT")
    {
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Issuer,
            ["aud"] = "gatehouse",
            ["sub"] = "248",
            ["iat"] = now,
            ["exp"] = now + 300,
            ["nonce"] = "n",
            ["at_hash"] = Base64Url.EncodeToString(
                SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(AccessToken)).AsSpan(0, 16)
            ),
        };
        change?.Invoke(claims);
        return (key ?? _key).Sign(type, JsonSerializer.SerializeToUtf8Bytes(claims));
    }

    /// <summary>A good logout token but for what is changed.</summary>
    public string LogoutToken(Action<JsonObject>? change = null, string type = "logout+jwt") =>
        IdToken(
            claims =>
            {
                claims.Remove("nonce");
                claims.Remove("at_hash");
                claims["jti"] = "j";
                claims["sid"] = "s";
                claims["events"] = new JsonObject
                {
                    ["http://schemas.openid.net/event/backchannel-logout"] = new JsonObject(),
                };
                change?.Invoke(claims);
            },
            type: type
        );

    public async Task<ProviderAnswer<ProviderPerson>> IdentifyAsync(string? idToken, SignInDemand? demand = null)
    {
        await Client.FindMetadataAsync(TestContext.Current.CancellationToken);
        return await Client.IdentifyAsync(
            new ProviderTokens(AccessToken, idToken, RefreshToken: null, Lifetime: null),
            demand ?? new SignInDemand("n", MaxAge: null, Subject: null),
            TestContext.Current.CancellationToken
        );
    }

    public Task<ProviderAnswer<ProviderTokens>> RedeemAsync() =>
        Client.RedeemAsync(
            "c",
            "v",
            new Uri("https://app.example/_gatehouse/callback/corp"),
            TestContext.Current.CancellationToken
        );

    /// <summary>Cause and evidence of a refusal, one text.</summary>
    public static string Told(Finding? refusal) =>
        refusal switch
        {
            Failed failed => $"{failed.Cause.Id}: {string.Join("; ", failed.Evidence)}",
            Unanswerable unanswerable => $"{unanswerable.Cause.Id}: {string.Join("; ", unanswerable.Evidence)}",
            _ => "nothing",
        };

    public void Dispose()
    {
        Client.Dispose();
        _handler.Dispose();
        _key.Dispose();
    }

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        switch (request.RequestUri!.AbsolutePath)
        {
            case "/.well-known/openid-configuration":
                return StubHandler.Json(
                    $$"""
                    {"issuer":"{{Issuer}}","jwks_uri":"{{Issuer}}/jwks","authorization_endpoint":"{{Issuer}}/auth",
                     "token_endpoint":"{{Issuer}}/token","userinfo_endpoint":"{{Issuer}}/me"{{Metadata}}}
                    """
                );
            case "/token":
                using (var reader = new StreamReader(request.Content!.ReadAsStream()))
                {
                    Asked = (request.Headers.Authorization?.ToString(), reader.ReadToEnd());
                }

                return StubHandler.Json($$"""{"access_token":"{{AccessToken}}","id_token":"{{IdToken()}}"}""");
            case "/me":
                return StubHandler.Json(UserInfo);
            default:
                return new HttpResponseMessage(HttpStatusCode.NotFound);
        }
    }
}
