using System.Buffers.Text;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Client.Tokens;

/// <summary>What a token says of itself where it is a JWT: a hint for when to renew it, and nothing more.</summary>
internal static class TokenHints
{
    private const int MaxPayload = 64 * 1024;

    /// <summary>The <c>exp</c> by the clock of whoever made the token; null where none can be read.</summary>
    public static DateTimeOffset? EndOf(string token)
    {
        var first = token.IndexOf('.', StringComparison.Ordinal);
        var last = token.LastIndexOf('.');
        if (first < 0 || last == first || last - first > MaxPayload)
        {
            return null;
        }

        var text = token.AsSpan(first + 1, last - first - 1);
        var payload = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return
            Base64Url.IsValid(text)
            && Base64Url.TryDecodeFromChars(text, payload, out var length)
            && JwtClaims.TryParse(payload.AsMemory(0, length), out var claims, out _)
            && claims.Expires is { } end
            ? DateTimeOffset.FromUnixTimeSeconds(end)
            : null;
    }
}
