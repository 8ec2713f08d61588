using System.Globalization;
using System.Text;
using System.Text.Json;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Protocol.Tests.Jose;

public sealed class JwsVectorTests
{
    [Theory]
    [InlineData("json_web_signature_test", 401)]
    [InlineData("json_web_key_test", 26)]
    [InlineData("json_web_crypto_test", 83)]
    public void Wycheproof_is_answered_as_stated_but_for_the_listed_deviations(string file, int count)
    {
        var wrong = new List<string>();
        var run = 0;
        var groups = JwsVectors
            .Root.GetProperty("wycheproof")
            .GetProperty(file)
            .GetProperty("content")
            .GetProperty("testGroups");
        foreach (var group in groups.EnumerateArray())
        {
            var keys = VectorKeys.Of(group.TryGetProperty("public", out var key) ? key : group.GetProperty("private"));
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                run++;
                var token = Text(test.TryGetProperty("jws", out var jws) ? jws : test.GetProperty("jwe"));
                var id = string.Create(CultureInfo.InvariantCulture, $"{file}/{test.GetProperty("tcId").GetInt32()}");
                Note(wrong, id, stated: test.GetProperty("result").ValueEquals("valid"), keys.Accepts(token));
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(count, run);
    }

    [Fact]
    public void Examples_of_the_RFCs_verify_or_are_refused_as_bearer_tokens()
    {
        var wrong = new List<string>();
        foreach (var test in JwsVectors.Root.GetProperty("rfc").EnumerateArray())
        {
            var text = Text(test.GetProperty("token"));
            var accepted =
                test.TryGetProperty("key", out var key)
                && key.ValueKind == JsonValueKind.Object
                && VectorKeys.Of(key, "HS256").Accepts(text);
            Note(
                wrong,
                test.GetProperty("id").GetString()!,
                test.GetProperty("expect").ValueEquals("valid signature"),
                accepted
            );
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Attack_tokens_are_refused_and_honest_oddities_are_not(bool beside_the_other_trusted_keys)
    {
        var wrong = new List<string>();
        var run = 0;
        foreach (var test in JwsVectors.Root.GetProperty("attacks").EnumerateArray())
        {
            run++;
            var keys = TrustedKeys(test, beside_the_other_trusted_keys);
            var policy = test.TryGetProperty("policy", out _) ? "at+jwt" : null;
            Note(
                wrong,
                test.GetProperty("id").GetString()!,
                test.GetProperty("expect").ValueEquals("accept"),
                VectorPolicy.Accepts(keys, test.GetProperty("token").GetString()!, policy)
            );
        }

        Assert.Empty(wrong);
        Assert.Equal(200, run);
    }

    [Fact]
    public void Subject_is_not_read_from_a_name_in_another_case()
    {
        var test = JwsVectors
            .Root.GetProperty("attacks")
            .EnumerateArray()
            .First(static attack => attack.GetProperty("id").ValueEquals("claim-case"));
        Assert.True(CompactJws.TryParse(test.GetProperty("token").GetString()!, out var jws, out _));
        Assert.True(JwtClaims.TryParse(jws.Payload, out var claims, out _));
        Assert.Null(claims.Subject);
    }

    [Fact]
    public void Every_deviation_stands_in_the_docs_with_its_reason()
    {
        var page = File.ReadAllText(Path.Combine(JwsVectors.Repository, "docs", "conformance", "jws.md"));
        Assert.All(
            JwsDeviations.All,
            deviation =>
            {
                var answer = deviation.Value.Accepted ? "accepted" : "refused";
                Assert.Contains(
                    $"| `{deviation.Key}` | {answer} | {deviation.Value.Reason} |",
                    page,
                    StringComparison.Ordinal
                );
            }
        );
    }

    private static string Text(JsonElement token) =>
        token.ValueKind == JsonValueKind.String ? token.GetString()! : token.GetRawText();

    private static void Note(List<string> wrong, string id, bool stated, bool accepted)
    {
        if (accepted != JwsDeviations.Expected(id, stated))
        {
            wrong.Add($"{id}: {(accepted ? "accepted" : "refused")}");
        }
        else if (accepted == stated && JwsDeviations.All.ContainsKey(id))
        {
            wrong.Add($"{id}: listed as a deviation, but answered as stated");
        }
    }

    private static VerificationKeySet TrustedKeys(JsonElement test, bool all)
    {
        if (test.TryGetProperty("trusted_jwk", out var own))
        {
            return VectorKeys.Of(own);
        }

        var kid = test.GetProperty("trusted_keys").GetString();
        var keys = JwsVectors.Root.GetProperty("trusted_jwks").GetProperty("keys").EnumerateArray();
        return VerificationKeySet.Of(
            keys.Where(key => all || key.GetProperty("kid").ValueEquals(kid)).Select(One).OfType<VerificationKey>()
        );
    }

    private static VerificationKey? One(JsonElement key)
    {
        if (VectorKeys.IsSecret(key))
        {
            return VectorKeys.Secret(key, algorithm: null);
        }

        Assert.True(VerificationKey.TryFromJwk(key, out var made, out var reason), reason);
        return made;
    }
}
