using System.Text;
using BenchmarkDotNet.Attributes;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Benchmarks;

/// <summary>Reading and verifying tokens.</summary>
[MemoryDiagnoser]
public class TokenBenchmarks
{
    private readonly SigningKey _key = SigningKey.CreateEs256();
    private string _token = "";
    private VerificationKey _verifier = null!;

    /// <summary>A token as providers make them.</summary>
    [GlobalSetup]
    public void Sign()
    {
        _token = _key.Sign(
            "at+jwt",
            Encoding.UTF8.GetBytes(
                $$"""{"iss":"https://issuer.example","aud":"orders","sub":"user-1","exp":4102440000,"scope":"orders:read","x":"{{new string('x', 300)}}"}"""
            )
        );
        _verifier = _key.ToVerificationKey();
    }

    /// <summary>Reads the token.</summary>
    [Benchmark]
    public bool Read() =>
        CompactJws.TryParse(_token, out var jws, out _) && JwtClaims.TryParse(jws.Payload, out _, out _);

    /// <summary>Reads it and verifies its ES256 signature.</summary>
    [Benchmark]
    public bool Verify() => CompactJws.TryParse(_token, out var jws, out _) && _verifier.Verify(jws);
}
