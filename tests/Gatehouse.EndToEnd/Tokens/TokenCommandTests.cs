using System.Net.Http.Headers;
using System.Text.Json;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Tokens;

/// <summary>What an operator does about tokens at a gateway that runs.</summary>
public sealed class TokenCommandTests(OrdersSite site) : IClassFixture<OrdersSite>
{
    [Fact]
    public async Task A_providers_token_is_refused_from_the_next_request_on_and_explained()
    {
        var token = site.Issuer.Token();
        Assert.Equal((200, null), await GetAsync(token));
        (await site.Gateway.CommandWithInputAsync(token + "\n", "token", "revoke", "-")).Good();
        var (status, cause) = await GetAsync(token);
        Assert.Equal((401, "token.revoked"), (status, cause));
        Assert.Equal((200, null), await GetAsync(site.Issuer.Token()));
    }

    [Fact]
    public async Task A_signature_in_another_form_does_not_bring_a_revoked_token_back()
    {
        var token = site.Issuer.Token();
        (await site.Gateway.CommandAsync("token", "revoke", token)).Good();
        Assert.Equal((401, "token.revoked"), await GetAsync(token));
        foreach (var form in OtherForms(token))
        {
            Assert.Equal(401, (await GetAsync(form)).Status);
        }
    }

    [Fact]
    public async Task A_refused_refresh_is_explained_by_its_reference()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(site.Gateway.Address, "/_gatehouse/token"))
        {
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = "nobody",
                    ["client_secret"] = "wrong",
                }
            ),
        };
        using var http = new HttpClient();
        using var answer = await http.SendAsync(request);
        var refused = await RefusedToken.ReadAsync(answer);
        var told = (await site.Gateway.CommandAsync("explain", refused.Reference)).Good();
        Assert.Contains("grant.client-rejected", told, StringComparison.Ordinal);
        Assert.Contains("neither a program that is configured nor a key", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("g_0000", "There is no program's leave g_0000 in force.")]
    [InlineData("opaque-token", "An opaque token is revoked at its issuer.")]
    public async Task What_cannot_be_revoked_is_said(string what, string sentence)
    {
        var result = await site.Gateway.CommandAsync("token", "revoke", what);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    // The same signature, s or n - s, is as valid; so is the same Base64 with other idle bits, to a careless reader.
    private static IEnumerable<string> OtherForms(string token)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var last = Alphabet.IndexOf(token[^1], StringComparison.Ordinal);
        for (var bits = 1; bits < 4; bits++)
        {
            yield return token[..^1] + Alphabet[last ^ bits];
        }

        yield return token + "=";
        var order = System.Numerics.BigInteger.Parse(
            "0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
            System.Globalization.NumberStyles.HexNumber,
            System.Globalization.CultureInfo.InvariantCulture
        );
        var parts = token.Split('.');
        var signature = System.Buffers.Text.Base64Url.DecodeFromChars(parts[2]);
        if (signature.Length != 64)
        {
            yield break;
        }

        var s = new System.Numerics.BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        var other = (order - s).ToByteArray(isUnsigned: true, isBigEndian: true);
        signature.AsSpan(32).Clear();
        other.CopyTo(signature.AsSpan(64 - other.Length));
        yield return $"{parts[0]}.{parts[1]}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}";
    }

    private async Task<(int Status, string? Cause)> GetAsync(string token)
    {
        using var response = await site.GetAsync(
            "/api/x",
            request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token)
        );
        var body = await response.Content.ReadAsStringAsync();
        return (
            (int)response.StatusCode,
            response.IsSuccessStatusCode ? null : JsonDocument.Parse(body).RootElement.GetProperty("cause").GetString()
        );
    }
}
