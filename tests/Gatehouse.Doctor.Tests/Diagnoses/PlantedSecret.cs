using System.Net;
using System.Text;
using System.Text.Json;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Tests.Diagnoses;

/// <summary>A secret put into a case in some place, and all the ways in which a server can send it back.</summary>
internal static class PlantedSecret
{
    public static TheoryData<string> Secrets { get; } =
    [
        "open-sesame",
        "Zk9+q/7=wX&2%4",
        "s3cr3t phrase with spaces",
        "пароль-дракон",
        "0123456789abcdef0123456789abcdef",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSIsIm4iOjEyMzQ1Njc4fQ.c2lnbmF0dXJlLW9mLW5vdGhpbmc",
    ];

    public static IReadOnlyList<string> Places { get; } =
    [
        "userinfo",
        "query",
        "path",
        "authorization",
        "basic",
        "field",
        "own field",
        "cookie",
        "set-cookie",
        "form",
        "json",
        "token answer",
        "second",
    ];

    public static CaseFile In(string place, string secret)
    {
        var url = Some.Url;
        var request = Some.Get();
        var answer = Some.Status(401);
        var escaped = Uri.EscapeDataString(secret);
        switch (place)
        {
            case "userinfo":
                request = SentRequest.For(new Uri($"https://alice:{escaped}@api.example/orders"));
                break;
            case "query":
                request = SentRequest.For(new Uri($"{url}?page=2&access_token={escaped}"));
                break;
            case "path":
                request = SentRequest.For(new Uri($"https://api.example/hooks/{escaped}/send")) with
                {
                    Headers = HeaderLines.Of(("X-Api-Key", secret)),
                };
                break;
            case "authorization":
                request = Some.Get(("Authorization", "Bearer " + secret));
                break;
            case "basic":
                request = Some.Get(("Authorization", "Basic " + Base64("alice:" + secret)));
                break;
            case "field":
                request = Some.Get(("X-Api-Key", secret));
                break;
            case "own field":
                request = Some.Get(("X-Shop-Token", secret));
                break;
            case "cookie":
                request = Some.Get(("Cookie", $"theme=dark; sid={secret}"));
                break;
            case "set-cookie":
                answer = Some.Status(401, "", ("Set-Cookie", $"sid={secret}; Path=/; HttpOnly"));
                break;
            case "form":
                request = request with { Body = $"grant_type=password&username=alice&password={escaped}&scope=a" };
                break;
            case "json":
                request = request with
                {
                    Body = $$"""{"user":"alice","password":{{JsonSerializer.Serialize(secret)}}}""",
                };
                break;
            case "token answer":
                answer = Some.Status(
                    200,
                    $$"""{"access_token":{{JsonSerializer.Serialize(secret)}},"expires_in":60}"""
                );
                break;
            default:
                break;
        }

        var file = Some.Case(request, answer);
        if (place == "second")
        {
            file.Second = Doctor.Credentials.CredentialPlaces.Basic("bob", secret);
        }

        return file;
    }

    /// <summary>The secret in every way in which it may come back.</summary>
    public static IEnumerable<(string How, string Text)> Echoes(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return ("raw", secret);
        yield return ("percent", Uri.EscapeDataString(secret));
        yield return ("percent, small letters", Small(Uri.EscapeDataString(secret)));
        yield return ("percent, every letter", string.Concat(bytes.Select(one => $"%{one:X2}")));
        yield return ("percent twice", Uri.EscapeDataString(Uri.EscapeDataString(secret)));
        yield return ("form", WebUtility.UrlEncode(secret));
        yield return ("entities", WebUtility.HtmlEncode(secret));
        yield return ("numeric entities", string.Concat(secret.Select(letter => $"&#{(int)letter};")));
        yield return ("hexadecimal entities", string.Concat(secret.Select(letter => $"&#x{(int)letter:X};")));
        yield return ("JSON", JsonSerializer.Serialize(secret));
        yield return ("JSON, every letter", string.Concat(secret.Select(letter => $"\\u{(int)letter:x4}")));
        yield return ("JSON in JSON", JsonSerializer.Serialize(JsonSerializer.Serialize(secret)[1..^1])[1..^1]);
        yield return ("hexadecimal", Convert.ToHexString(bytes));
        yield return ("small hexadecimal", Convert.ToHexStringLower(bytes));
        yield return ("upper case", secret.ToUpperInvariant());
        foreach (var before in new[] { "", "a", "ab", "abc", "alice:" })
        {
            foreach (var after in new[] { "", "x", "xy", ":end" })
            {
                var coded = Base64(before + secret + after);
                yield return ($"Base64 of {before}+{after}", coded);
                yield return ($"Base64url of {before}+{after}", coded.TrimEnd('=').Replace('+', '-').Replace('/', '_'));
                yield return ($"Base64 of {before}+{after} in percent", Uri.EscapeDataString(coded));
            }
        }

        if (secret.Contains('.', StringComparison.Ordinal))
        {
            var parts = secret.Split('.');
            yield return ("halves the other way round", $"{parts[1]}.{parts[0]}");
            yield return ("the payload alone", parts[1]);
            yield return ("the signature alone", parts[2]);
            yield return ("its beginning", secret[..24]);
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Small(string escaped) =>
        System.Text.RegularExpressions.Regex.Replace(
            escaped,
            "%[0-9A-F]{2}",
            match => match.Value.ToLowerInvariant(),
            System.Text.RegularExpressions.RegexOptions.NonBacktracking
        );
}
