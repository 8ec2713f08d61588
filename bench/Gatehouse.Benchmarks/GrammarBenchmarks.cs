using BenchmarkDotNet.Attributes;
using Gatehouse.Protocol.Basic;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Benchmarks;

/// <summary>The grammar of RFC 9110 section 11.</summary>
[MemoryDiagnoser]
public class GrammarBenchmarks
{
    private static readonly string[] Lines =
    [
        "Bearer realm=\"Example\", error=\"invalid_token\", error_description=\"The access token expired 94 seconds ago\"",
        "Digest realm=\"Example\", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", algorithm=SHA-256, qop=\"auth\", Basic realm=\"x\"",
    ];

    private readonly string _basic = BasicCredentials.Encode("alice", "correct horse: battery");

    /// <summary>Two lines with three challenges.</summary>
    [Benchmark]
    public bool ReadChallenges() => ChallengeParser.TryParse(Lines, out _, out _);

    /// <summary>A Basic credential, decoded.</summary>
    [Benchmark]
    public bool ReadBasic() =>
        CredentialsParser.TryParse("Basic " + _basic, out var credentials, out _)
        && BasicCredentials.TryDecode(credentials!.Token68, out _, out _, out _);
}
