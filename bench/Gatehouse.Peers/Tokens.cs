using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Peers;

/// <summary>Writes an RSA key as JWKS and as PEM, and RS256 tokens signed by it, one a line.</summary>
internal static class Tokens
{
    public static int Write(string folder, int count)
    {
        using var key = RSA.Create(2048);
        var parameters = key.ExportParameters(includePrivateParameters: false);
        File.WriteAllText(
            Path.Combine(folder, "jwks.json"),
            $$"""{"keys":[{"kty":"RSA","kid":"bench","alg":"RS256","use":"sig","n":"{{Base64Url.EncodeToString(parameters.Modulus)}}","e":"{{Base64Url.EncodeToString(parameters.Exponent)}}"}]}"""
        );
        File.WriteAllText(Path.Combine(folder, "pub.pem"), key.ExportSubjectPublicKeyInfoPem());
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var header = Encode("""{"alg":"RS256","typ":"at+jwt","kid":"bench"}""");

        // Claims as providers write them: a token of about 800 octets.
        var lines = Enumerable
            .Range(0, count)
            .Select(number =>
            {
                var payload = string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{"iss":"https://issuer.example","aud":"orders","sub":"user-{{number}}","iat":{{now}},"exp":{{now + 36000}},"jti":"{{new string('j', 36)}}","client_id":"{{new string('c', 36)}}","scope":"orders:read orders:write profile email","tenant":"{{new string('t', 60)}}"}"""
                );
                var input = $"{header}.{Encode(payload)}";
                var signature = key.SignData(
                    Encoding.ASCII.GetBytes(input),
                    HashAlgorithmName.SHA256,
                    RSASignaturePadding.Pkcs1
                );
                return $"{input}.{Base64Url.EncodeToString(signature)}";
            });
        File.WriteAllLines(Path.Combine(folder, "tokens.txt"), lines);
        return 0;
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
