using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.EndToEnd.Tokens;

/// <summary>What the token endpoint gave.</summary>
public sealed record Pair(string Access, string? Refresh, string Scope, long ExpiresIn)
{
    /// <summary>The claims of the access token.</summary>
    public JsonObject Claims
    {
        get
        {
            Assert.True(CompactJws.TryParse(Access, out var jws, out _));
            return JsonNode.Parse(jws.Payload.Span)!.AsObject();
        }
    }

    /// <summary>Reads an answer, which must be a good one.</summary>
    public static async Task<Pair> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        var json = JsonDocument.Parse(text).RootElement;
        Assert.Equal("Bearer", json.GetProperty("token_type").GetString());
        return new Pair(
            json.GetProperty("access_token").GetString()!,
            json.TryGetProperty("refresh_token", out var refresh) ? refresh.GetString() : null,
            json.GetProperty("scope").GetString()!,
            json.GetProperty("expires_in").GetInt64()
        );
    }
}
