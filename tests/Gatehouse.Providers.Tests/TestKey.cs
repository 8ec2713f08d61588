using System.Buffers.Text;
using System.Security.Cryptography;

namespace Gatehouse.Providers.Tests;

/// <summary>A fresh ES256 key as issuers publish it.</summary>
internal sealed class TestKey
{
    private readonly string _jwk;

    public TestKey(string? keyId)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ECParameters point = key.ExportParameters(includePrivateParameters: false);
        string kid = keyId is null ? "" : $"\"kid\":\"{keyId}\",";
        _jwk =
            $$"""{{{kid}}"kty":"EC","crv":"P-256","use":"sig","x":"{{Base64Url.EncodeToString(point.Q.X)}}","y":"{{Base64Url.EncodeToString(point.Q.Y)}}"}""";
    }

    public static string Set(params TestKey[] keys) =>
        $$"""{"keys":[{{string.Join(',', keys.Select(key => key._jwk))}}]}""";
}
