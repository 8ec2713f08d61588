using System.Text.Json;
using Gatehouse.Protocol.Challenges;
using Gatehouse.Protocol.Digest;
using Gatehouse.TestKit;

namespace Gatehouse.Protocol.Tests.Digest;

public sealed class DigestChallengeTests
{
    [Fact]
    public void Every_public_response_is_what_a_client_answers_to_its_challenge()
    {
        using var vectors = VectorFile.Open("digest.json");
        Assert.SkipWhen(vectors is null, VectorFile.Absent);
        var failures = vectors
            .RootElement.GetProperty("vectors")
            .EnumerateArray()
            .Select(vector => (Id: Text(vector, "id"), Fault: FaultOf(vector)))
            .Where(result => result.Fault is not null)
            .Select(result => $"{result.Id}: {result.Fault}");
        Assert.Empty(failures);
    }

    [Theory]
    [InlineData("""Digest realm="r", nonce="n", qop="auth,auth-int" """, false, "auth")]
    [InlineData("""Digest realm="r", nonce="n", qop="auth,auth-int" """, true, "auth-int")]
    [InlineData("""Digest realm="r", nonce="n", qop="auth-int, token" """, false, "auth-int")]
    [InlineData("""Digest realm="r", nonce="n", qop=auth""", true, "auth")]
    [InlineData("""Digest realm="r", nonce="n" """, true, null)]
    [InlineData("""Digest realm="r", nonce="n", qop="" """, false, null)]
    public void The_head_alone_is_proved_unless_the_server_or_the_caller_wants_the_body_too(
        string challenge,
        bool body,
        string? qop
    ) => Assert.Equal(qop, Read(challenge)!.QopFor(body));

    [Theory]
    [InlineData("""Basic realm="r" """)]
    [InlineData("""Digest nonce="n" """)]
    [InlineData("""Digest realm="r" """)]
    [InlineData("""Digest realm="r", nonce="n", algorithm=SHA-1""")]
    [InlineData("""Digest realm="r", nonce="n", qop="token" """)]
    public void What_nobody_can_answer_is_none(string challenge) => Assert.Null(Read(challenge));

    [Fact]
    public void Everything_that_a_challenge_says_is_known()
    {
        var read = Read(
            """Digest realm="r", nonce="n", algorithm=SHA-512-256-sess, opaque="o", stale=TRUE, userhash=true, charset=utf-8, domain="/a https://other.example/b", qop="auth" """
        )!;
        Assert.Equal(new DigestAlgorithm(DigestHash.Sha512T256, Session: true), read.Algorithm);
        Assert.Equal(("r", "n", "o"), (read.Realm, read.Nonce, read.Opaque));
        Assert.True(
            read
                is {
                    IsStale: true,
                    TakesUserHash: true,
                    IsUtf8: true,
                    AlgorithmName: "SHA-512-256-sess",
                    IsLegacy: false
                }
        );
        Assert.Equal(["/a", "https://other.example/b"], read.Domain);
        var next = read.With("next");
        Assert.Equal("next", next.Nonce);
        Assert.False(next.IsStale);
        Assert.Equal(read.Domain, next.Domain);
    }

    [Fact]
    public void A_realm_goes_back_octet_by_octet_and_is_hashed_as_it_came()
    {
        var read = Read("Digest realm=\"k\u00F6nig \\\"\\\\\", nonce=\"n\"")!;
        var input = read.InputFor(null, "c", 1, "GET", "/");
        var secret = read.Secret("alice", "wonder");
        var sent = ChallengeWriter.Write(read.Answer("alice", secret, input, asciiOnly: false));
        Assert.Contains("realm=\"k\u00F6nig \\\"\\\\\"", sent, StringComparison.Ordinal);
        Assert.Equal(
            System.Security.Cryptography.MD5.HashData(
                System.Text.Encoding.Latin1.GetBytes("alice:k\u00F6nig \"\\:wonder")
            ),
            secret
        );
        Assert.Equal("k\u00F6nig \"\\", read.RealmText);
        Assert.Equal("k\u00F6nig", Read("Digest realm=\"k\u00C3\u00B6nig\", nonce=\"n\"")!.RealmText);
    }

    [Fact]
    public void A_name_goes_as_octets_to_servers_that_say_nothing_of_utf_8()
    {
        Assert.Contains("username=\"J\u00C3\u00A4s\"", Answer("", asciiOnly: false), StringComparison.Ordinal);
        Assert.Contains("username*=UTF-8''J%C3%A4s", Answer("", asciiOnly: true), StringComparison.Ordinal);
        Assert.Contains(
            "username*=UTF-8''J%C3%A4s",
            Answer(", charset=UTF-8", asciiOnly: false),
            StringComparison.Ordinal
        );

        static string Answer(string more, bool asciiOnly)
        {
            var read = Read("Digest realm=\"r\", nonce=\"n\"" + more)!;
            var input = read.InputFor(null, "c", 1, "GET", "/");
            return ChallengeWriter.Write(read.Answer("J\u00E4s", read.Secret("J\u00E4s", "p"), input, asciiOnly));
        }
    }

    [Fact]
    public void A_proof_is_right_for_the_request_that_it_answers_and_for_no_other()
    {
        var read = Read("""Digest realm="r", nonce="n", qop="auth", algorithm=SHA-256""")!;
        var secret = read.Secret("alice", "wonder");
        var sent = read.InputFor("auth", "c", 3, "GET", "/x");
        var info = AuthenticationInfo.Read(AuthenticationInfo.Write(secret, sent, "next"))!;
        Assert.Equal("next", info.NextNonce);
        Assert.True(info.Proves(secret, sent));
        Assert.False(info.Proves(read.Secret("alice", "other"), sent));
        Assert.False(info.Proves(secret, read.InputFor("auth", "c", 4, "GET", "/x")));
        Assert.False(info.Proves(secret, read.InputFor("auth", "d", 3, "GET", "/x")));
        Assert.Null(AuthenticationInfo.Read("nextnonce=\"x\"")!.Proves(secret, sent));
        Assert.Null(AuthenticationInfo.Read("rspauth=\"x"));
    }

    private static string? FaultOf(JsonElement vector)
    {
        var (realm, nonce) = (DigestCredentials.WireOf(Text(vector, "realm")!), Text(vector, "nonce")!);
        var parameters = new List<(string, string)> { ("realm", realm), ("nonce", nonce) };
        foreach (var name in (ReadOnlySpan<string>)["qop", "algorithm", "opaque"])
        {
            if (Text(vector, name) is { } value)
            {
                parameters.Add((name, value));
            }
        }

        var hashed = vector.TryGetProperty("userhash", out var hash) && hash.ValueKind == JsonValueKind.True;
        if (hashed)
        {
            parameters.Add(("userhash", "true"));
        }

        if (DigestChallenge.Read(Challenge.Create("Digest", [.. parameters])) is not { } read)
        {
            return "the challenge is not read";
        }

        var user = Text(vector, "username")!;
        var secret = read.Secret(user, Text(vector, "password")!);
        var qop = read.QopFor(body: false);
        var sent = read.InputFor(qop, Text(vector, "cnonce") ?? "", 1, Text(vector, "method")!, Text(vector, "uri")!);
        sent = sent with
        {
            NonceCount = qop is null ? null : Text(vector, "nc"),
            BodyHash = DigestArithmetic.BodyHash(
                read.Algorithm.Hash,
                Convert.FromBase64String(Text(vector, "body_base64") ?? "")
            ),
        };
        var expected = Text(vector, "expected_response")!;
        if (Text(vector, "kind") == "rspauth")
        {
            return AuthenticationInfo.Read($"rspauth=\"{expected}\"")!.Proves(secret, sent) is true
                ? null
                : "the proof is not taken";
        }

        var answer = read.Answer(user, secret, sent, asciiOnly: true);
        return
            expected.Equals(answer["response"], StringComparison.OrdinalIgnoreCase)
            && answer["opaque"] == Text(vector, "opaque")
            && answer["algorithm"] == Text(vector, "algorithm")
            && (!hashed || answer["username"] == Text(vector, "expected_username_param"))
            ? null
            : "the answer differs";
    }

    private static DigestChallenge? Read(string challenge) =>
        DigestChallenge.Read(ChallengeParser.ReadLeniently([challenge]).Challenges[0]);

    private static string? Text(JsonElement vector, string name) =>
        vector.TryGetProperty(name, out var value) ? value.GetString() : null;
}
