using System.Text.Json;
using Gatehouse.Protocol.Challenges;
using Gatehouse.Protocol.Digest;
using Gatehouse.TestKit;

namespace Gatehouse.Protocol.Tests.Digest;

public sealed class DigestVectorTests
{
    [Fact]
    public void Every_public_response_is_computed_and_every_field_around_one_is_read()
    {
        using var vectors = VectorFile.Open("digest.json");
        Assert.SkipWhen(vectors is null, VectorFile.Absent);
        var failures = new List<string>();
        var count = 0;
        foreach (var vector in vectors.RootElement.GetProperty("vectors").EnumerateArray())
        {
            count++;
            if ((FaultOfArithmetic(vector) ?? FaultOfReading(vector)) is { } fault)
            {
                failures.Add($"{Text(vector, "id")}: {fault}");
            }
        }

        Assert.Empty(failures);
        Assert.Equal(256, count);
    }

    [Fact]
    public void Every_rejected_vector_is_rejected()
    {
        using var vectors = VectorFile.Open("digest.json");
        Assert.SkipWhen(vectors is null, VectorFile.Absent);
        foreach (var vector in vectors.RootElement.GetProperty("rejected").EnumerateArray())
        {
            if (vector.TryGetProperty("expected_response", out _))
            {
                Assert.NotNull(FaultOfArithmetic(vector));
            }
        }
    }

    private static string? FaultOfArithmetic(JsonElement vector)
    {
        if (!DigestAlgorithm.TryParse(Text(vector, "algorithm"), out var algorithm))
        {
            return "the algorithm is not read";
        }

        var user = Text(vector, "username")!;
        var realm = Text(vector, "realm")!;
        var secret = DigestArithmetic.Secret(algorithm.Hash, user, realm, Text(vector, "password")!);
        var input = new DigestInput
        {
            Algorithm = algorithm,
            Nonce = Text(vector, "nonce")!,
            Qop = Text(vector, "qop"),
            ClientNonce = Text(vector, "cnonce"),
            NonceCount = Text(vector, "nc"),
            Method = Text(vector, "method")!,
            Uri = Text(vector, "uri")!,
            Body = Convert.FromBase64String(Text(vector, "body_base64") ?? ""),
        };
        var response = Text(vector, "kind") switch
        {
            "rspauth" => DigestArithmetic.ResponseAuth(secret, input),
            _ => DigestArithmetic.Response(secret, input),
        };
        if (!DigestArithmetic.AreEqual(Text(vector, "expected_response")!, response))
        {
            return "the response differs";
        }

        return
            Text(vector, "expected_username_param") is { } hash
            && !DigestArithmetic.AreEqual(hash, DigestArithmetic.UserHash(algorithm.Hash, user, realm))
            ? "the hash of the name differs"
            : null;
    }

    private static string? FaultOfReading(JsonElement vector)
    {
        if (Text(vector, "wire_header") is not { } line)
        {
            return null;
        }

        var value = line.Contains("uthorization: ", StringComparison.Ordinal)
            ? line.Split(": ", 2)[1]
            : "Digest " + line;
        if (!CredentialsParser.TryParse(value, out var credentials, out _))
        {
            // Several clients write quotes inside quotes as they are, and then nobody can tell where a value ends.
            return (Text(vector, "username") + Text(vector, "realm")).Contains('"', StringComparison.Ordinal)
                ? null
                : "the field is not read";
        }

        if (!DigestCredentials.TryRead(credentials!, out var digest, out var fault))
        {
            return $"the field is not read: {fault}";
        }

        var user = Text(vector, "expected_username_param") ?? Text(vector, "username");
        return
            digest!.User == user
            && digest.Realm == Text(vector, "realm")
            && digest.Nonce == Text(vector, "nonce")
            && digest.Uri == Text(vector, "uri")
            && digest.Response == Text(vector, "expected_response")
            && digest.Algorithm == Text(vector, "algorithm")
            && digest.Qop == Text(vector, "qop")
            && (digest.Qop is null || digest.ClientNonce == Text(vector, "cnonce"))
            && (digest.Qop is null || digest.NonceCount == Text(vector, "nc"))
            ? null
            : "a parameter is read otherwise";
    }

    private static string? Text(JsonElement vector, string name) =>
        vector.TryGetProperty(name, out var value) ? value.GetString() : null;
}
