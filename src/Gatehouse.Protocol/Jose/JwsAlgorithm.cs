using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace Gatehouse.Protocol.Jose;

/// <summary>A signature algorithm of RFC 7518 section 3.1. What is not in <see cref="All"/> is refused, <c>none</c> first.</summary>
internal sealed record JwsAlgorithm(string Name, JwsFamily Family, HashAlgorithmName Hash, int HashBytes)
{
    public static ImmutableArray<JwsAlgorithm> All { get; } =
    [
        new("HS256", JwsFamily.Hmac, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes),
        new("HS384", JwsFamily.Hmac, HashAlgorithmName.SHA384, SHA384.HashSizeInBytes),
        new("HS512", JwsFamily.Hmac, HashAlgorithmName.SHA512, SHA512.HashSizeInBytes),
        new("RS256", JwsFamily.RsaPkcs1, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes),
        new("RS384", JwsFamily.RsaPkcs1, HashAlgorithmName.SHA384, SHA384.HashSizeInBytes),
        new("RS512", JwsFamily.RsaPkcs1, HashAlgorithmName.SHA512, SHA512.HashSizeInBytes),
        new("PS256", JwsFamily.RsaPss, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes),
        new("PS384", JwsFamily.RsaPss, HashAlgorithmName.SHA384, SHA384.HashSizeInBytes),
        new("PS512", JwsFamily.RsaPss, HashAlgorithmName.SHA512, SHA512.HashSizeInBytes),
        new("ES256", JwsFamily.Ecdsa, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes),
        new("ES384", JwsFamily.Ecdsa, HashAlgorithmName.SHA384, SHA384.HashSizeInBytes),
        new("ES512", JwsFamily.Ecdsa, HashAlgorithmName.SHA512, SHA512.HashSizeInBytes),
    ];

    public static ImmutableArray<JwsAlgorithm> Rsa { get; } =
    [.. All.Where(static algorithm => algorithm.Family is JwsFamily.RsaPkcs1 or JwsFamily.RsaPss)];

    public static JwsAlgorithm? Find(string name)
    {
        foreach (var algorithm in All)
        {
            if (string.Equals(algorithm.Name, name, StringComparison.Ordinal))
            {
                return algorithm;
            }
        }

        return null;
    }

    /// <summary>Finds the algorithm that the reader's current string names, without making that string.</summary>
    public static JwsAlgorithm? Find(ref Utf8JsonReader reader)
    {
        foreach (var algorithm in All)
        {
            if (reader.ValueTextEquals(algorithm.Name))
            {
                return algorithm;
            }
        }

        return null;
    }
}
