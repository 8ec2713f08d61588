using System.Globalization;
using System.Text.Json;
using Gatehouse.Doctor.Tokens;

namespace Gatehouse.Doctor.Reports;

/// <summary>What the tokens of a case say about themselves, a line each: never the token.</summary>
internal static class TokenStory
{
    private const int MostLines = 24;
    private const int LongestValue = 200;

    private static readonly string[] Times = ["exp", "nbf", "iat", "auth_time"];

    /// <summary>The lines, header first; empty where there is no token that can be read.</summary>
    public static IReadOnlyList<string> Of(CaseFile file)
    {
        if (WebToken.In(file) is not { } token)
        {
            return [];
        }

        string[] header = [.. Line("alg", token.Algorithm), .. Line("typ", token.Type), .. Line("kid", token.KeyId)];
        return [.. header.Concat(token.Claims.EnumerateObject().Select(Claim)).Take(MostLines)];
    }

    private static IEnumerable<string> Line(string name, string? value) =>
        value is null ? [] : [$"{name}: {Cut(value)}"];

    private static string Claim(JsonProperty claim) =>
        Times.Contains(claim.Name, StringComparer.Ordinal)
        && claim.Value.ValueKind == JsonValueKind.Number
        && claim.Value.TryGetDouble(out var seconds)
        && seconds is > 0 and < 253402300799
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{claim.Name}: {DateTimeOffset.UnixEpoch.AddSeconds(seconds):u}"
            )
            : $"{claim.Name}: {Cut(claim.Value.ValueKind == JsonValueKind.String ? claim.Value.GetString()! : claim.Value.GetRawText())}";

    private static string Cut(string value) => value.Length > LongestValue ? value[..LongestValue] + "\u2026" : value;
}
