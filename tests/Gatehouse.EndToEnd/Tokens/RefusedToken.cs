using System.Text.Json;

namespace Gatehouse.EndToEnd.Tokens;

/// <summary>How the token endpoint refused (RFC 6749 section 5.2).</summary>
public sealed record RefusedToken(int Status, string Error, string Description, string Cause, string Reference)
{
    /// <summary>Reads an answer, which must be a refusal.</summary>
    public static async Task<RefusedToken> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.False(answer.IsSuccessStatusCode, text);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        var json = JsonDocument.Parse(text).RootElement;
        var reference = json.GetProperty("reference").GetString()!;
        Assert.Equal(reference, answer.Headers.GetValues("Gatehouse-Reference").Single());
        Assert.Equal((int)answer.StatusCode == 401, answer.Headers.WwwAuthenticate.Count > 0);
        return new RefusedToken(
            (int)answer.StatusCode,
            json.GetProperty("error").GetString()!,
            json.GetProperty("error_description").GetString()!,
            json.GetProperty("cause").GetString()!,
            reference
        );
    }
}
