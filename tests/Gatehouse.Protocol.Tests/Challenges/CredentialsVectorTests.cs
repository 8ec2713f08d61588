using System.Text.Json;
using Gatehouse.Protocol.Basic;
using Gatehouse.Protocol.Challenges;
using Gatehouse.TestKit;

namespace Gatehouse.Protocol.Tests.Challenges;

public sealed class CredentialsVectorTests
{
    /// <summary>Well-formed, and refused by what they say: for the decision to answer, not for the grammar.</summary>
    private static readonly HashSet<string> RefusedLater = new(StringComparer.Ordinal)
    {
        "basic-wrong-password",
        "bearer-undefined",
        "bearer-null",
        "bearer-someblob",
        "bearer-header-and-form",
        "bearer-header-and-query",
        "bearer-valid-no-scope",
        "bearer-expired",
        "digest-uri-mismatch",
        "digest-username-and-star",
        "digest-userhash-and-star",
        "digest-nc-7digits",
        "digest-qop-without-cnonce",
        "digest-realm-mismatch",
        "digest-unknown-nonce",
        "digest-replay-same-nc",
        "digest-algorithm-downgrade",
    };

    [Fact]
    public void Every_public_field_of_credentials_is_read_or_found_unreadable()
    {
        using var vectors = VectorFile.Open("credentials.json");
        Assert.SkipWhen(vectors is null, VectorFile.Absent);
        var failures = new List<string>();
        foreach (var vector in vectors.RootElement.GetProperty("cases").EnumerateArray())
        {
            var id = vector.GetProperty("id").GetString()!;
            var lines = vector.GetProperty("headers").EnumerateArray().ToArray();

            // Several lines, or none, are for the decision.
            if (lines.Length == 1 && Judge(vector, lines[0].GetString()!.Split(':', 2)[1], id) is { } failure)
            {
                failures.Add($"{id}: {failure}");
            }
        }

        Assert.Empty(failures);
    }

    private static string? Judge(JsonElement vector, string value, string id)
    {
        var expect = vector.GetProperty("expect");
        var readable = TryRead(
            vector.GetProperty("scheme").GetString()!,
            value,
            out var user,
            out var password,
            out var token
        );
        if (!string.Equals(expect.GetProperty("outcome").GetString(), "parse", StringComparison.Ordinal))
        {
            return readable == RefusedLater.Contains(id) ? null : $"readable: {readable}";
        }

        if (!readable)
        {
            return MayBeRefused(expect) ? null : "unreadable";
        }

        return
            Agrees(expect, "username", user) && Agrees(expect, "password", password) && Agrees(expect, "token", token)
            ? null
            : $"read '{user}', '{password}', '{token}'";
    }

    private static bool TryRead(string scheme, string value, out string user, out string password, out string? token)
    {
        (user, password, token) = (string.Empty, string.Empty, null);
        if (!CredentialsParser.TryParse(value, out var credentials, out _) || !credentials!.Is(scheme))
        {
            return false;
        }

        token = credentials.Token68;
        return scheme switch
        {
            "Basic" => BasicCredentials.TryDecode(token, out user, out password, out _),
            "Bearer" => token is not null,
            _ => !credentials.IsLoneWord,
        };
    }

    private static bool MayBeRefused(JsonElement expect) =>
        expect.TryGetProperty("also_acceptable", out var others)
        && others.EnumerateArray().Any(other => other.ValueKind == JsonValueKind.Number && other.GetInt32() == 401);

    private static bool Agrees(JsonElement expect, string name, string? found) =>
        !expect.TryGetProperty(name, out var wanted)
        || string.Equals(wanted.GetString(), found, StringComparison.Ordinal);
}
