using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.EndToEnd.Harness;

/// <summary>An issuer of access tokens: one key, and tokens as a test wants them.</summary>
public sealed class Issuer : IDisposable
{
    private readonly SigningKey _key = SigningKey.CreateEs256();

    /// <summary>The name in tokens.</summary>
    public const string Name = "https://issuer.example";

    /// <summary>The published key set.</summary>
    public string KeySet => $$"""{"keys":[{{_key.PublicJwk()}}]}""";

    /// <summary>A good token, but for what is changed in its claims; null removes one.</summary>
    public string Token(Action<JsonObject>? change = null, string type = "at+jwt")
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Name,
            ["aud"] = "orders",
            ["sub"] = "service-1",
            ["jti"] = Guid.NewGuid().ToString(),
            ["iat"] = now,
            ["exp"] = now + 600,
            ["scope"] = "orders:read",
        };
        change?.Invoke(claims);
        return _key.Sign(type, JsonSerializer.SerializeToUtf8Bytes(claims));
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
