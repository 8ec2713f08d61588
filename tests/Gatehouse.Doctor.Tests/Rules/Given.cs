using System.Text;
using System.Text.Json;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules;

namespace Gatehouse.Doctor.Tests.Rules;

/// <summary>Refused requests with this or that credential, and tokens that nobody signed.</summary>
internal static class Given
{
    /// <summary>What a rule says of this Authorization, refused with 401.</summary>
    public static IReadOnlyList<string> Authorization<TRule>(
        string value,
        string url = "https://api.example/orders",
        string? challenge = null
    )
        where TRule : Rule, new() => Field<TRule>("Authorization", value, url, challenge);

    /// <summary>What a rule says of this field, refused with 401.</summary>
    public static IReadOnlyList<string> Field<TRule>(
        string name,
        string value,
        string url = "https://api.example/orders",
        string? challenge = null
    )
        where TRule : Rule, new() =>
        Some.Says<TRule>(
            Some.Case(
                SentRequest.For(new Uri(url)) with
                {
                    Headers = HeaderLines.Of((name, value)),
                },
                Some.Status(401, "", challenge is null ? [] : [("WWW-Authenticate", challenge)])
            )
        );

    public static string Basic(string pair) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));

    /// <summary>A token with these claims; its signature is made up.</summary>
    public static string Token(object claims, object? header = null) =>
        $"{Part(header ?? new { alg = "RS256", typ = "JWT" })}.{Part(claims)}.c2lnbmF0dXJl";

    /// <summary>Seconds since 1970 at so many minutes from the test's now.</summary>
    public static long In(int minutes) => Some.Now.AddMinutes(minutes).ToUnixTimeSeconds();

    private static string Part(object value) =>
        Convert
            .ToBase64String(JsonSerializer.SerializeToUtf8Bytes(value))
            .TrimEnd('=')
            .Replace('+', '-')
            .Replace('/', '_');
}
